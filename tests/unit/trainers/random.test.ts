import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomGenerator, splitMix64 } from '../../../main/engine/trainers/random.ts';

describe('generators', () => {
  it('SplitMix64 gives the reference implementation’s numbers', () => {
    const next = splitMix64(1234567n);
    expect([next(), next(), next(), next(), next()]).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
      4593380528125082431n,
      16408922859458223821n,
    ]);
  });

  it('xoshiro128** gives the reference implementation’s numbers', () => {
    const random = new RandomGenerator([1, 2, 3, 4]);
    expect(Array.from({ length: 10 }, () => random.next())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
      4258142804,
    ]);
  });

  it('seeds and streams are sequences of their own', () => {
    const starts = [
      [1, 0],
      [1, 1],
      [0, 1],
      [2, 0],
    ].map(([seed, stream]) => RandomGenerator.seeded(seed!, stream!).next());
    expect(new Set(starts).size).toBe(4);
    expect(RandomGenerator.seeded(1, 0).next()).toBe(starts[0]);
  });
});

describe('draws', () => {
  it('stay below their bound', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 32 - 1 }),
        fc.integer({ min: 0, max: 2 ** 31 - 1 }),
        (bound, seed) => {
          const draw = RandomGenerator.seeded(seed, 0).below(bound);
          return Number.isInteger(draw) && draw >= 0 && draw < bound;
        },
      ),
    );
  });

  it('are as likely each: chi-squared over six sides', () => {
    const random = RandomGenerator.seeded(3, 0);
    const counts = new Array<number>(6).fill(0);
    for (let draw = 0; draw < 60_000; draw += 1) counts[random.below(6)]! += 1;
    const chiSquared = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    // 5 degrees of freedom: 20.5 is exceeded once in a thousand.
    expect(chiSquared).toBeLessThan(20.5);
  });

  it('fractions are float32 numbers in [0, 1) with the mean and variance of a uniform', () => {
    const random = RandomGenerator.seeded(4, 0);
    const draws = Array.from({ length: 50_000 }, () => random.fraction());
    expect(draws.every((x) => x >= 0 && x < 1 && Math.fround(x) === x)).toBe(true);
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
    expect(mean).toBeCloseTo(1 / 2, 2);
    expect(variance).toBeCloseTo(1 / 12, 2);
  });
});
