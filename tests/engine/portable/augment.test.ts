import { describe, expect, it } from 'vitest';
import { augment, type Augmentation } from '../../../main/engine/trainers/portable/augment.ts';
import { RandomGenerator } from '../../../main/engine/trainers/random.ts';

const input = { height: 3, width: 4, channels: 2 };
const picture = Uint8Array.from({ length: 24 }, (_, i) => i * 10);
const still: Augmentation = { shift: 0, rotate: 0, flip: false };

/** The picture as 0 … 255 after so many independent draws. */
function draws(settings: Augmentation, count: number, source = picture, shape = input) {
  const random = RandomGenerator.seeded(1, 0);
  return Array.from({ length: count }, () => {
    const target = new Float32Array(source.length);
    augment(source, target, shape, settings, random);
    return [...target].map((value) => value * 255);
  });
}

function expectClose(actual: number[], expected: number[]) {
  actual.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 3));
}

/** Both channels of a pixel stay together. */
const mirrored = [0, 1, 2].flatMap((row) =>
  [3, 2, 1, 0].flatMap((column) =>
    [0, 1].map((channel) => ((row * 4 + column) * 2 + channel) * 10),
  ),
);

describe('augment', () => {
  it('leaves the picture alone where nothing is asked for', () => {
    for (const result of draws(still, 5)) expectClose(result, [...picture]);
  });

  it('mirrors left to right half of the times', () => {
    const results = draws({ ...still, flip: true }, 400);
    const flipped = results.filter((result) => Math.abs(result[0]! - mirrored[0]!) < 1);
    flipped.forEach((result) => expectClose(result, mirrored));
    // 200 ± 5 standard deviations of 10.
    expect(Math.abs(flipped.length - 200)).toBeLessThan(50);
  });

  it('shifts by up to the given pixels, and repeats the edge', () => {
    // A slope along x: the middle row's values tell by how much.
    const slope = Uint8Array.from({ length: 25 }, (_, i) => (i % 5) * 50);
    const shape = { height: 5, width: 5, channels: 1 };
    const shifts = draws({ ...still, shift: 1.5 }, 300, slope, shape).map((result) => {
      result.forEach((value) => expect(value >= -0.001 && value <= 200.001).toBe(true));
      return result[12]! / 50 - 2;
    });
    expect(Math.max(...shifts)).toBeLessThanOrEqual(1.5001);
    expect(Math.min(...shifts)).toBeGreaterThanOrEqual(-1.5001);
    expect(Math.max(...shifts)).toBeGreaterThan(1.3);
    expect(Math.min(...shifts)).toBeLessThan(-1.3);
  });

  it('turns about the centre', () => {
    // A cross's arms are where they were after a quarter turn, and its centre always is.
    const shape = { height: 3, width: 3, channels: 1 };
    const dot = Uint8Array.of(0, 0, 0, 0, 200, 0, 0, 0, 0);
    const results = draws({ ...still, rotate: 180 }, 50, dot, shape);
    results.forEach((result) => expect(result[4]).toBeCloseTo(200, 3));
    // Bilinear values beside it differ with the angle.
    expect(new Set(results.map((result) => result[1]!.toFixed(2))).size).toBeGreaterThan(10);
  });
});
