import { describe, expect, it } from 'vitest';
import { placeByArea } from '../../../main/engine/pictures/area.ts';
import { inkOf } from '../../../main/engine/pictures/background.ts';
import { centreOfMass, inkBox, strokeWidth, thicken } from '../../../main/engine/pictures/ink.ts';
import { fitBackground } from '../../../main/engine/pictures/light.ts';
import { otsu } from '../../../main/engine/pictures/otsu.ts';
import {
  borderRing,
  luma,
  median,
  percentile,
  planeOf,
} from '../../../main/engine/pictures/plane.ts';
import { connectedParts, withoutSpecks } from '../../../main/engine/pictures/specks.ts';

describe('luma', () => {
  it('weighs red, green and blue after BT.601', () => {
    const rgba = Uint8Array.from([255, 0, 0, 9, 0, 255, 0, 9, 0, 0, 255, 9, 10, 20, 30, 9]);
    const [red, green, blue, mixed] = luma(rgba, 4, 1).values;
    expect(red).toBeCloseTo(76.245, 4);
    expect(green).toBeCloseTo(149.685, 4);
    expect(blue).toBeCloseTo(29.07, 4);
    // 2.99 + 11.74 + 3.42
    expect(mixed).toBeCloseTo(18.15, 4);
  });
});

describe('borderRing, percentile, median', () => {
  it('takes each border pixel once', () => {
    expect([...borderRing(planeOf(3, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9]))]).toEqual([
      1, 2, 3, 4, 6, 7, 8, 9,
    ]);
    expect([...borderRing(planeOf(1, 3, [1, 2, 3]))]).toEqual([1, 2, 3]);
    expect([...borderRing(planeOf(3, 1, [1, 2, 3]))]).toEqual([1, 2, 3]);
  });

  it('takes the nearest rank', () => {
    const values = Float32Array.from([40, 10, 30, 20]);
    expect(median(values)).toBe(20);
    expect(percentile(values, 0.75)).toBe(30);
    expect(percentile(values, 0.76)).toBe(40);
    expect(percentile(values, 0)).toBe(10);
    expect(percentile(new Float32Array(0), 0.5)).toBe(0);
  });
});

describe('otsu', () => {
  it('takes the middle between two tones', () => {
    const values = Float32Array.from([10, 10, 10, 200]);
    expect(otsu(values)).toEqual({ threshold: (10 + 199) / 2, lower: 10, upper: 200 });
  });

  it('splits 0 0 1 1 2 9 10 before 9: w0 w1 (m1 - m0)² is 15.4 there, less elsewhere', () => {
    // below {0,0,1,1,2}: mean 0.8; above {9,10}: mean 9.5; 5/7 · 2/7 · 8.7² = 15.4
    const { threshold, lower, upper } = otsu(Float32Array.from([0, 0, 1, 1, 2, 9, 10]));
    expect(threshold).toBe((2 + 8) / 2);
    expect(lower).toBeCloseTo(0.8);
    expect(upper).toBeCloseTo(9.5);
  });

  it('finds no second class in a flat picture', () => {
    expect(otsu(Float32Array.from([7, 7, 7]))).toEqual({ threshold: 0, lower: 7, upper: 7 });
  });
});

describe('ink', () => {
  it('is boxed', () => {
    const plane = planeOf(4, 3, [0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 9, 5]);
    expect(inkBox(plane, 5)).toEqual({ left: 1, top: 1, width: 2, height: 2 });
    expect(inkBox(plane, 4)).toEqual({ left: 1, top: 1, width: 3, height: 2 });
    expect(inkBox(plane, 9)).toBeNull();
  });

  it('has its centre of mass at the middles of the pixels', () => {
    expect(centreOfMass(planeOf(3, 2, [1, 0, 0, 0, 0, 0]))).toEqual({ x: 0.5, y: 0.5 });
    // Masses 1 at (0.5, 0.5) and 3 at (2.5, 1.5): x = (0.5 + 7.5)/4, y = (0.5 + 4.5)/4
    expect(centreOfMass(planeOf(3, 2, [1, 0, 0, 0, 0, 3]))).toEqual({ x: 2, y: 1.25 });
    expect(centreOfMass(planeOf(4, 2, new Array(8).fill(0)))).toEqual({ x: 2, y: 1 });
  });

  it('has the width of its strokes', () => {
    // A bar of 3 x 30 pixels: area 90, outline 66 less what the corners' √2 saves.
    const bar = planeOf(9, 36, new Array(9 * 36).fill(0));
    for (let y = 3; y < 33; y++) for (let x = 3; x < 6; x++) bar.values[y * 9 + x] = 255;
    expect(strokeWidth(bar)).toBeCloseTo(180 / (66 - 2 + Math.SQRT2), 4);
    expect(strokeWidth(planeOf(2, 2, [0, 0, 0, 0]))).toBe(0);
  });

  it('grows by a radius', () => {
    const dot = planeOf(5, 3, [0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0]);
    expect([...thicken(dot, 1).values]).toEqual([0, 0, 7, 0, 0, 0, 7, 7, 7, 0, 0, 0, 7, 0, 0]);
    expect([...thicken(dot, 1.5).values]).toEqual([0, 7, 7, 7, 0, 0, 7, 7, 7, 0, 0, 7, 7, 7, 0]);
    expect([...thicken(dot, 0).values]).toEqual([...dot.values]);
  });
});

describe('specks', () => {
  const plane = planeOf(7, 3, [
    9,
    9,
    0,
    0,
    0,
    0,
    5, //
    9,
    9,
    0,
    0,
    0,
    1,
    1, //
    0,
    0,
    9,
    0,
    0,
    0,
    0,
  ]);

  it('are parts that touch at no corner', () => {
    const { parts, areas } = connectedParts(plane, 2);
    expect([...parts]).toEqual([1, 1, 0, 0, 0, 0, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
    expect(areas).toEqual([0, 5, 1]);
  });

  it('go with their soft edge', () => {
    expect([...withoutSpecks(plane, 2, 0.3).values]).toEqual([
      9, 9, 0, 0, 0, 0, 0, 9, 9, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0,
    ]);
    expect([...withoutSpecks(plane, 2, 0.1).values]).toEqual([...plane.values]);
  });
});

describe('placeByArea', () => {
  it('takes means when it makes smaller', () => {
    const source = planeOf(4, 2, [0, 4, 8, 8, 4, 8, 0, 8]);
    expect([...placeByArea(source, 2, 1, { scale: 0.5, left: 0, top: 0 }).values]).toEqual([4, 6]);
  });

  it('covers by fractions: three pixels onto two', () => {
    // Each target pixel is 1.5 source pixels: (3 + 6/2)/1.5 and (6/2 + 9)/1.5
    const source = planeOf(3, 1, [3, 6, 9]);
    const [first, second] = placeByArea(source, 2, 1, {
      scale: 2 / 3,
      left: 0,
      top: 1 / 3 - 1 / 3,
    }).values;
    // One row of 2/3 of a pixel: the rest is empty.
    expect(first).toBeCloseTo((4 * 2) / 3, 4);
    expect(second).toBeCloseTo((8 * 2) / 3, 4);
  });

  it('moves by fractions and cuts at the frame', () => {
    const source = planeOf(2, 1, [8, 4]);
    const at = (left: number) => [...placeByArea(source, 3, 1, { scale: 1, left, top: 0 }).values];
    expect(at(0.5)).toEqual([4, 6, 2]);
    expect(at(-0.25)).toEqual([7, 3, 0]);
    expect(at(2)).toEqual([0, 0, 8]);
    expect(at(5)).toEqual([0, 0, 0]);
  });

  it('repeats when it makes larger', () => {
    const source = planeOf(2, 1, [1, 2]);
    expect([...placeByArea(source, 4, 2, { scale: 2, left: 0, top: 0 }).values]).toEqual([
      1, 1, 2, 2, 1, 1, 2, 2,
    ]);
  });
});

describe('the background', () => {
  /** Paper lit from the upper left, a third darker at the far corner, with a black bar on it. */
  const lit = (side: number) => {
    const plane = planeOf(side, side, new Array(side * side).fill(0));
    const level = (x: number, y: number) => 240 - 20 * (x / side) - 60 * (y / side) ** 2;
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const bar = y > side * 0.3 && y < side * 0.7 && x > side * 0.4 && x < side * 0.5;
        plane.values[y * side + x] = bar ? 20 : level(x + 0.5, y + 0.5);
      }
    }
    return { plane, level };
  };

  it('is followed under the ink to two levels', () => {
    const { plane, level } = lit(128);
    const surface = fitBackground(plane);
    for (const [x, y] of [
      [10, 10],
      [58, 64],
      [120, 120],
    ] as const) {
      expect(Math.abs(surface(x / 64 - 1, y / 64 - 1) - level(x, y))).toBeLessThan(2);
    }
  });

  it('leaves ink only', () => {
    const { plane } = lit(128);
    const { ink, bright } = inkOf(plane);
    expect(bright).toBe(true);
    expect(ink.values[64 * 128 + 57]).toBeGreaterThan(225);
    expect(ink.values[10 * 128 + 10]).toBeLessThan(4);
    expect(ink.values[120 * 128 + 120]).toBeLessThan(4);
  });

  it('is the dark side where the ink is brighter', () => {
    // 255 (v - b)/(255 - b) = 255 · 47/235 = 51
    const plane = planeOf(3, 3, [20, 20, 20, 20, 67, 20, 20, 20, 20]);
    const { ink, bright } = inkOf(plane, () => 20);
    expect(bright).toBe(false);
    expect(ink.values[4]).toBeCloseTo(51, 4);
    expect(ink.values[0]).toBe(0);
  });

  it('is the bright side where the ink is darker', () => {
    // 255 (1 - 50/200) = 191.25
    const plane = planeOf(3, 3, [200, 200, 200, 200, 50, 200, 200, 200, 200]);
    const { ink, bright } = inkOf(plane, () => 200);
    expect(bright).toBe(true);
    expect(ink.values[4]).toBeCloseTo(191.25, 4);
  });
});
