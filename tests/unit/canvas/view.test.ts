import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { planes, type Plane } from '../../../renderer/canvas/planes.ts';
import {
  colourFrom,
  putTogether,
  systemOf,
  systems,
} from '../../../renderer/canvas/put-together.ts';
import { viewOf } from '../../../renderer/canvas/view.ts';

const whole = { system: 'rgb', planes: systems.rgb } as const;

describe('views', () => {
  const picture = { width: 2, height: 1, rgb: Uint8Array.from([200, 100, 50, 0, 0, 0]) };

  it('hold three numbers a pixel in colour, one in a component, as codes of the levels', () => {
    const colour = viewOf(picture, 'colour', 4, whole);
    expect(colour.channels).toBe(3);
    expect([...colour.codes]).toEqual([3, 1, 0, 0, 0, 0]);
    expect([...colour.rgb]).toEqual([255, 85, 0, 0, 0, 0]);
    const grey = viewOf(picture, 'y', 4, whole);
    expect(grey.channels).toBe(1);
    // Y = 124: code 1, dark grey.
    expect([...grey.codes]).toEqual([1, 0]);
    expect([...grey.rgb]).toEqual([85, 85, 85, 0, 0, 0]);
  });

  it('leave grey grey in the colour components, however few the levels', () => {
    const { codes, rgb, levels } = viewOf(
      { width: 1, height: 1, rgb: new Uint8Array(3) },
      'cb',
      2,
      whole,
    );
    expect([levels, ...codes, ...rgb]).toEqual([256, 128, 128, 128, 128]);
  });

  it('leave the picture as it is with 256 levels', () => {
    expect([...viewOf(picture, 'colour', 256, whole).rgb]).toEqual([...picture.rgb]);
  });

  it('put the picture together from chosen components, three numbers a pixel', () => {
    const red = viewOf(picture, 'together', 256, { system: 'rgb', planes: ['red'] });
    expect([red.channels, ...red.codes]).toEqual([3, 200, 0, 0, 0, 0, 0]);
    expect([...viewOf(picture, 'together', 256, whole).rgb]).toEqual([...picture.rgb]);
  });
});

describe('a picture put together again', () => {
  const byte = fc.integer({ min: 0, max: 255 });

  it('is worked out with 128 for what is left out of Y, Cb and Cr', () => {
    // 200, 100, 50 has Y 124, Cb 86, Cr 182.
    expect(colourFrom(200, 100, 50, 'luma', ['y'])).toEqual([124, 124, 124]);
    // 128 + 1.402 x 54 = 203.7; 128 - 0.714136 x 54 = 89.4.
    expect(colourFrom(200, 100, 50, 'luma', ['cr'])).toEqual([204, 89, 128]);
    // 124 - 0.344136 x -42 = 138.5; 124 + 1.772 x -42 = 49.6.
    expect(colourFrom(200, 100, 50, 'luma', ['y', 'cb'])).toEqual([124, 138, 50]);
    expect(colourFrom(200, 100, 50, 'luma', [])).toEqual([128, 128, 128]);
    expect(colourFrom(200, 100, 50, 'rgb', ['green', 'blue'])).toEqual([0, 100, 50]);
  });

  it('is the original: of R, G and B exactly, of Y, Cb and Cr to within the rounding', () => {
    fc.assert(
      fc.property(fc.array(byte, { minLength: 3, maxLength: 3 }), (colour) => {
        const picture = { width: 1, height: 1, rgb: Uint8Array.from(colour) };
        expect([...putTogether(picture, 'rgb', systems.rgb)]).toEqual(colour);
        putTogether(picture, 'luma', systems.luma).forEach((value, k) => {
          expect(Math.abs(value - colour[k]!)).toBeLessThanOrEqual(2);
        });
      }),
    );
  });

  it('of luminance alone is grey, whatever the colour', () => {
    fc.assert(
      fc.property(byte, byte, byte, (red, green, blue) => {
        expect(new Set(colourFrom(red, green, blue, 'luma', ['y'])).size).toBe(1);
      }),
    );
  });

  it('knows of each component how it makes a colour', () => {
    const of = (system: string) => planes.filter((plane: Plane) => systemOf(plane) === system);
    expect([of('rgb'), of('luma')]).toEqual([
      ['red', 'green', 'blue'],
      ['y', 'cb', 'cr'],
    ]);
  });
});
