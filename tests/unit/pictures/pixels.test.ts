import { describe, expect, it } from 'vitest';
import { flatten, orient, type Pixels } from '../../../main/engine/pictures/pixels.ts';

/** Two rows of three pixels, told apart by their red: 1 2 3 / 4 5 6. */
const stored: Pixels = {
  width: 3,
  height: 2,
  rgba: Uint8Array.from([1, 2, 3, 4, 5, 6].flatMap((red) => [red, 0, 0, 255])),
};
const reds = ({ width, rgba }: Pixels) => {
  const all = rgba.filter((_, index) => index % 4 === 0);
  return Array.from({ length: all.length / width }, (_, row) =>
    [...all.subarray(row * width, (row + 1) * width)].join(' '),
  );
};

describe('orient', () => {
  it.each([
    [1, ['1 2 3', '4 5 6']],
    [2, ['3 2 1', '6 5 4']],
    [3, ['6 5 4', '3 2 1']],
    [4, ['4 5 6', '1 2 3']],
    [5, ['1 4', '2 5', '3 6']],
    [6, ['4 1', '5 2', '6 3']],
    [7, ['6 3', '5 2', '4 1']],
    [8, ['3 6', '2 5', '1 4']],
    [0, ['1 2 3', '4 5 6']],
    [9, ['1 2 3', '4 5 6']],
  ])('orientation %i', (orientation, rows) => {
    expect(reds(orient(stored, orientation))).toEqual(rows);
  });
});

describe('flatten', () => {
  it('mixes with white by alpha', () => {
    // 100 · 51/255 + 255 · 204/255 = 20 + 204
    const pixels = { width: 1, height: 1, rgba: Uint8Array.from([100, 0, 255, 51]) };
    expect([...flatten(pixels).rgba]).toEqual([224, 204, 255, 255]);
  });

  it('takes black under bright ink with nothing around it', () => {
    const rgba = Uint8Array.from([255, 255, 255, 255, 0, 0, 0, 0]);
    expect([...flatten({ width: 2, height: 1, rgba }).rgba]).toEqual([
      255, 255, 255, 255, 0, 0, 0, 255,
    ]);
  });

  it('keeps white paper white where nothing is transparent', () => {
    const rgba = Uint8Array.from([255, 255, 255, 255, 250, 250, 250, 255]);
    expect([...flatten({ width: 2, height: 1, rgba }).rgba]).toEqual([...rgba]);
  });
});
