import { describe, expect, it } from 'vitest';
import { decodePicture } from '../../../main/engine/pictures/decode.ts';
import type { Pixels } from '../../../main/engine/pictures/pixels.ts';
import { picture } from './files.ts';

/** Where the scene is black, by coordinates of the 96 x 64 pixels. */
const ink = { x: 20, y: 12 };
const paper = [
  { x: 90, y: 60 },
  { x: 60, y: 12 },
  { x: 20, y: 30 },
];

function pixelAt({ width, rgba }: Pixels, { x, y }: { x: number; y: number }): number[] {
  return [...rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
}

function expectScene(pixels: Pixels, tolerance: number): void {
  expect([pixels.width, pixels.height]).toEqual([96, 64]);
  const [red, green, blue, alpha] = pixelAt(pixels, ink) as [number, number, number, number];
  expect(Math.max(red, green, blue)).toBeLessThanOrEqual(tolerance);
  expect(alpha).toBe(255);
  for (const place of paper) {
    expect(Math.min(...pixelAt(pixels, place))).toBeGreaterThanOrEqual(255 - tolerance);
  }
}

describe('the formats', () => {
  it.each([
    ['seven.png', 0],
    ['seven.jpg', 12],
    ['seven.webp', 0],
    ['seven.avif', 12],
    ['seven.tiff', 0],
    ['seven.gif', 2],
    ['seven.bmp', 0],
    ['seven.heic', 12],
    ['grey.png', 0],
    ['palette.png', 2],
    ['deep.png', 0],
    ['cmyk.jpg', 50],
    ['animated.gif', 2],
    ['animated.webp', 12],
    ['clear.png', 0],
  ])('decodes %s to the scene', async (name, tolerance) => {
    expectScene(await decodePicture(picture(name)), tolerance);
  });

  it('draws an SVG at the size that is wanted, not at its own', async () => {
    const pixels = await decodePicture(picture('seven.svg'));
    expect(pixels.width).toBe(1024);
    expect(pixelAt(pixels, { x: 213, y: 128 })).toEqual([0, 0, 0, 255]);
  });

  it('lays white ink on nothing on black', async () => {
    const pixels = await decodePicture(picture('clear-white.png'));
    expect(pixelAt(pixels, ink)).toEqual([255, 255, 255, 255]);
    expect(pixelAt(pixels, paper[0]!)).toEqual([0, 0, 0, 255]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('puts EXIF orientation %i upright', async (orientation) => {
    expectScene(await decodePicture(picture(`orientation-${orientation}.jpg`)), 24);
  });
});
