import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cover, paint, type Point } from '../../../renderer/canvas/brush.ts';
import { cellAfter } from '../../../renderer/canvas/grid-keys.ts';
import { listing, vector } from '../../../renderer/canvas/listing.ts';
import { begin, record, redone, undone } from '../../../renderer/canvas/pixel-history.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('a brush', () => {
  /** What a stroke of value 255 through the points leaves on an empty picture of 5 x 5 pixels. */
  function stroke(size: number, ...points: Point[]) {
    const coverage = new Float32Array(25);
    points.forEach((to, k) => cover(coverage, 5, points[k - 1] ?? to, to, size));
    const painted = paint(new Uint8Array(25), coverage, 255);
    return [0, 1, 2, 3, 4].map((row) => [...painted.subarray(row * 5, row * 5 + 5)]);
  }
  const empty = [0, 0, 0, 0, 0];

  it('of one pixel paints the whole pixel it is in, wherever in it', () => {
    const middle = [empty, empty, [0, 0, 255, 0, 0], empty, empty];
    expect(stroke(1, { x: 2.01, y: 2.99 })).toEqual(middle);
    expect(stroke(1, { x: 2.5, y: 2.5 })).toEqual(middle);
    expect(stroke(1, { x: -0.5, y: 2 })).toEqual([empty, empty, empty, empty, empty]);
  });

  it('leaves no gap between two places of a fast hand', () => {
    const rows = stroke(1, { x: 0.5, y: 0.5 }, { x: 4.5, y: 4.5 });
    rows.forEach((row, k) => expect(row[k]).toBe(255));
    expect(stroke(1, { x: 0.5, y: 1.5 }, { x: 4.5, y: 1.5 })[1]).toEqual([255, 255, 255, 255, 255]);
  });

  it('of two pixels has a soft edge', () => {
    // Reach 1.5: the middle wholly; beside it 1.5 - 1 = 0.5; across 1.5 - 1.414 = 0.086 of 255.
    expect(stroke(2, { x: 2.5, y: 2.5 })).toEqual([
      empty,
      [0, 22, 128, 22, 0],
      [0, 128, 255, 128, 0],
      [0, 22, 128, 22, 0],
      empty,
    ]);
  });

  it('going over a place twice in a stroke changes nothing', () => {
    const [a, b] = [
      { x: 1, y: 1 },
      { x: 3.2, y: 2.7 },
    ];
    expect(stroke(3, a, b, a, b)).toEqual(stroke(3, a, b));
  });

  it('never leaves the range between what was there and its value', () => {
    const point = fc.record({
      x: fc.double({ min: -3, max: 8, noNaN: true }),
      y: fc.double({ min: -3, max: 8, noNaN: true }),
    });
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(
        point,
        point,
        byte,
        byte,
        fc.integer({ min: 1, max: 6 }),
        (a, b, old, value, size) => {
          const coverage = new Float32Array(25);
          cover(coverage, 5, a, b, size);
          const before = new Uint8Array(25).fill(old);
          for (const painted of paint(before, coverage, value)) {
            expect(painted).toBeGreaterThanOrEqual(Math.min(old, value));
            expect(painted).toBeLessThanOrEqual(Math.max(old, value));
          }
          expect(before.every((kept) => kept === old)).toBe(true);
        },
      ),
    );
  });
});

describe('the history of a picture', () => {
  it('goes back and forth, and forgets what was undone when something else is done', () => {
    let history = record(record(begin(bytes(0)), bytes(1)), bytes(2));
    history = undone(history);
    expect([...history.present]).toEqual([1]);
    expect([...redone(history).present]).toEqual([2]);
    history = record(history, bytes(7));
    expect([...redone(history).present]).toEqual([7]);
    expect([...undone(undone(history)).present]).toEqual([0]);
    expect([...undone(undone(undone(history))).present]).toEqual([0]);
  });

  it('takes no step where nothing changed', () => {
    expect(record(begin(bytes(3, 4)), bytes(3, 4)).past).toHaveLength(0);
  });

  it('keeps 200 steps', () => {
    let history = begin(bytes(0));
    for (let step = 1; step <= 250; step++) history = record(history, bytes(step));
    expect(history.past).toHaveLength(200);
    expect([...history.past[0]!]).toEqual([50]);
  });
});

describe('keys in a grid of pixels', () => {
  it('move within it and stay at its edges', () => {
    const go = (key: string, index: number, by = 1) => cellAfter(key, index, 4, 3, by);
    expect([go('ArrowRight', 0), go('ArrowDown', 0), go('ArrowLeft', 5), go('ArrowUp', 5)]).toEqual(
      [1, 4, 4, 1],
    );
    expect([go('ArrowRight', 3), go('ArrowUp', 2), go('ArrowDown', 9)]).toEqual([3, 2, 9]);
    expect([go('Home', 6), go('End', 5), go('PageUp', 9), go('PageDown', 1)]).toEqual([4, 7, 1, 9]);
    expect(go('ArrowRight', 4, 8)).toBe(7);
    expect(go(' ', 4)).toBeNull();
  });
});

describe('numbers as text', () => {
  it('are a vector, or rows whose columns stand under one another', () => {
    expect(vector(bytes(0, 1, 0, 0))).toBe('[0, 1, 0, 0]');
    expect(listing(bytes(0, 7, 255, 12), 2)).toBe('[[  0,   7],\n [255,  12]]');
  });
});
