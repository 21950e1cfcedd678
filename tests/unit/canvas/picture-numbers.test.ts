import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { averagePictures } from '../../../renderer/canvas/average.ts';
import { levelCode, levelCodes, levelValue } from '../../../renderer/canvas/fewer-levels.ts';
import { fewerPixels } from '../../../renderer/canvas/fewer-pixels.ts';
import { colourOf, component } from '../../../renderer/canvas/luma-chroma.ts';
import { paintPlane, planeOf } from '../../../renderer/canvas/planes.ts';
import { rasterOf, rasterOfGrey } from '../../../renderer/canvas/raster.ts';
import { middleSquare, windowStart } from '../../../renderer/canvas/square.ts';

const greys = (raster: { rgb: Uint8Array }) => [...raster.rgb].filter((_, k) => k % 3 === 0);

describe('fewer pixels', () => {
  it('takes the mean of whole pixels: 4x4 to 2x2', () => {
    const picture = rasterOfGrey(
      Uint8Array.from([0, 4, 10, 10, 8, 12, 10, 10, 255, 255, 0, 1, 255, 255, 0, 1]),
      4,
      4,
    );
    // (0+4+8+12)/4 = 6; 10; 255; (0+1+0+1)/4 = 0.5, rounded up.
    expect(greys(fewerPixels(picture, 2))).toEqual([6, 10, 255, 1]);
  });

  it('counts parts of pixels by their share: 3x3 to 2x2', () => {
    const picture = rasterOfGrey(Uint8Array.from([90, 0, 0, 0, 90, 0, 0, 0, 90]), 3, 3);
    // Each covers 1.5 x 1.5 = 2.25 pixels: (90 + 0.25 x 90) / 2.25 = 50; (0.25 x 90) / 2.25 = 10.
    expect(greys(fewerPixels(picture, 2))).toEqual([50, 10, 10, 50]);
  });

  it('keeps the channels apart and leaves a picture of the same size as it is', () => {
    const picture = { width: 2, height: 2, rgb: Uint8Array.from({ length: 12 }, (_, k) => k * 20) };
    expect([...fewerPixels(picture, 2).rgb]).toEqual([...picture.rgb]);
    // Means of 0, 60, 120, 180 and so on.
    expect([...fewerPixels(picture, 1).rgb]).toEqual([90, 110, 130]);
  });

  it('never leaves the range of the pixels', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 12 })
          .chain((side) =>
            fc.tuple(
              fc.uint8Array({ minLength: side * side, maxLength: side * side }),
              fc.constant(side),
              fc.integer({ min: 1, max: side }),
            ),
          ),
        ([grey, side, size]) => {
          const small = greys(fewerPixels(rasterOfGrey(grey, side, side), size));
          expect(Math.min(...small)).toBeGreaterThanOrEqual(Math.min(...grey));
          expect(Math.max(...small)).toBeLessThanOrEqual(Math.max(...grey));
        },
      ),
    );
  });
});

describe('fewer levels', () => {
  it("codes the lecture's four levels 0 to 3", () => {
    const codes = levelCodes(Uint8Array.from([0, 63, 64, 127, 128, 191, 192, 255]), 4);
    expect([...codes]).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
    expect([0, 1, 2, 3].map((code) => levelValue(code, 4))).toEqual([0, 85, 170, 255]);
  });

  it('makes black and white of two levels and changes nothing with 256', () => {
    expect([127, 128].map((value) => levelValue(levelCode(value, 2), 2))).toEqual([0, 255]);
    for (let value = 0; value < 256; value++) {
      expect(levelValue(levelCode(value, 256), 256)).toBe(value);
    }
  });
});

describe('luminance and colour components', () => {
  it('agrees with JFIF on colours worked by hand', () => {
    // Y = 0.299 x 200 + 0.587 x 100 + 0.114 x 50 = 59.8 + 58.7 + 5.7 = 124.2
    expect(component('y', 200, 100, 50)).toBe(124);
    // Cb = 128 - 33.7472 - 33.1264 + 25 = 86.1264; Cr = 128 + 100 - 41.8688 - 4.0656 = 182.0656
    expect(component('cb', 200, 100, 50)).toBe(86);
    expect(component('cr', 200, 100, 50)).toBe(182);
    // Pure red: Y 76.245, Cb 84.97, Cr 255.5 kept within a byte.
    expect((['y', 'cb', 'cr'] as const).map((of) => component(of, 255, 0, 0))).toEqual([
      76, 85, 255,
    ]);
  });

  it('gives every grey its own luminance and no colour', () => {
    for (let grey = 0; grey < 256; grey++) {
      expect(component('y', grey, grey, grey)).toBe(grey);
      expect(component('cb', grey, grey, grey)).toBe(128);
      expect(component('cr', grey, grey, grey)).toBe(128);
    }
  });

  it('puts a colour together again to within the rounding', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, (red, green, blue) => {
        const [y, cb, cr] = (['y', 'cb', 'cr'] as const).map((of) =>
          component(of, red, green, blue),
        );
        const back = colourOf(y!, cb!, cr!);
        [red, green, blue].forEach((value, k) => {
          expect(Math.abs(back[k]! - value)).toBeLessThanOrEqual(2);
        });
      }),
    );
  });
});

describe('planes', () => {
  const picture = { width: 2, height: 1, rgb: Uint8Array.from([200, 100, 50, 9, 9, 9]) };

  it('hold one number a pixel', () => {
    expect([...planeOf(picture, 'red')]).toEqual([200, 9]);
    expect([...planeOf(picture, 'green')]).toEqual([100, 9]);
    expect([...planeOf(picture, 'blue')]).toEqual([50, 9]);
    expect([...planeOf(picture, 'y')]).toEqual([124, 9]);
    expect([...planeOf(picture, 'cb')]).toEqual([86, 128]);
  });

  it('are shown in their own colour', () => {
    expect([...paintPlane('green', Uint8Array.from([7]))]).toEqual([0, 7, 0]);
    expect([...paintPlane('y', Uint8Array.from([7]))]).toEqual([7, 7, 7]);
    // No chroma is grey; Cb 228: 128 - 34.4136 = 93.6, 128 + 177.2 beyond a byte.
    expect([...paintPlane('cb', Uint8Array.from([128, 228]))]).toEqual([
      128, 128, 128, 128, 94, 255,
    ]);
  });
});

describe('rasters', () => {
  it('lay see-through pixels on white', () => {
    const data = [10, 20, 30, 255, 10, 20, 30, 0, 0, 0, 0, 51];
    expect([...rasterOf({ width: 3, height: 1, data }).rgb]).toEqual([
      10, 20, 30, 255, 255, 255, 204, 204, 204,
    ]);
  });
});

describe('windows and squares', () => {
  it('cut the middle of a picture', () => {
    expect(middleSquare(100, 40)).toEqual({ x: 30, y: 0, side: 40 });
    expect(middleSquare(3, 8)).toEqual({ x: 0, y: 2, side: 3 });
  });

  it('keep a window inside', () => {
    expect([0, 4, 5, 19].map((centre) => windowStart(centre, 8, 20))).toEqual([0, 0, 1, 12]);
    expect(windowStart(7, 8, 8)).toBe(0);
  });
});

describe('average pictures', () => {
  it('are the mean of each class, pixel by pixel', () => {
    const pictures = [
      [0, 10],
      [100, 20],
      [255, 255],
    ].map((values) => Uint8Array.from(values));
    const averages = averagePictures(pictures, [1, 1, 0], 3);
    expect(averages.map((average) => [...average])).toEqual([
      [255, 255],
      [50, 15],
      [0, 0],
    ]);
  });
});
