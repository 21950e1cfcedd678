import { describe, expect, it } from 'vitest';
import {
  divergingColour,
  divergingLimit,
  divergingPixels,
} from '../../../renderer/charts/diverging.ts';
import { unitPicture, unitPictures } from '../../../renderer/charts/unit-pictures.ts';

const input = { height: 2, width: 3, channels: 1 };
const counting = (name: string, shape: number[]) => ({
  name,
  shape,
  values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, index) => index),
});

describe('colours around zero', () => {
  it('are white at zero, blue below, orange above, and full from the limit on', () => {
    expect(divergingColour(0, 1)).toEqual([255, 255, 255]);
    expect(divergingColour(-1, 1)).toEqual([0, 114, 178]);
    expect(divergingColour(7, 1)).toEqual([217, 122, 0]);
    expect(divergingColour(0.5, 1)).toEqual([236, 189, 128]);
    // All weights 0: no division by the limit.
    expect(divergingColour(0, 0)).toEqual([255, 255, 255]);
    expect([...divergingPixels([0, -1], 1)]).toEqual([255, 255, 255, 255, 0, 114, 178, 255]);
  });

  it('are not paled by one far-off weight', () => {
    const values = new Float32Array(1000).fill(0.1);
    values[500] = -50;
    expect(divergingLimit(values)).toBeCloseTo(0.1);
    expect(divergingLimit(new Float32Array())).toBe(0);
  });
});

describe("a unit's weights as a picture", () => {
  it('takes its column of the kernel, laid out as the input', () => {
    const picture = unitPicture(counting('1/kernel', [6, 4]), input, 1);
    expect(picture).toMatchObject({ unit: 1, width: 3, height: 2 });
    expect([...picture.values]).toEqual([1, 5, 9, 13, 17, 21]);
  });

  it('takes the mean of several channels', () => {
    const picture = unitPicture(counting('1/kernel', [2 * 3 * 2, 1]), { ...input, channels: 2 }, 0);
    expect([...picture.values]).toEqual([0.5, 2.5, 4.5, 6.5, 8.5, 10.5]);
  });

  it("shows a convolution's window, and other rows of inputs nearly square", () => {
    const kernel = counting('0/kernel', [2, 2, 1, 3]);
    expect([...unitPicture(kernel, input, 2).values]).toEqual([2, 5, 8, 11]);
    const row = unitPicture(counting('3/kernel', [5, 1]), input, 0);
    expect(row).toMatchObject({ width: 3, height: 2 });
    // Five inputs on six places: the last is nothing.
    expect([...row.values]).toEqual([0, 1, 2, 3, 4, 0]);
  });

  it('is drawn of the units there are', () => {
    expect(unitPictures(counting('1/kernel', [6, 4]), input, 36)).toHaveLength(4);
    expect(unitPictures(counting('1/kernel', [6, 40]), input, 36)).toHaveLength(36);
  });
});
