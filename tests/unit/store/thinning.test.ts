import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { thinned } from '../../../main/engine/store/thinning.ts';

/** What is kept of the epochs 1 to `last`, each added and thinned out as training goes on. */
function grown(last: number, most: number): number[] {
  let kept: number[] = [];
  for (let epoch = 1; epoch <= last; epoch += 1) kept = thinned([...kept, epoch], most);
  return kept;
}

describe('thinned', () => {
  it('leaves what there is room for', () => {
    expect(thinned([1, 2, 3], 3)).toEqual([1, 2, 3]);
    expect(thinned([], 5)).toEqual([]);
  });

  it('takes the epoch whose neighbours are nearest, the oldest of several', () => {
    expect(thinned([1, 2, 3, 4, 5], 4)).toEqual([1, 3, 4, 5]);
    expect(thinned([1, 3, 4, 5, 6], 4)).toEqual([1, 3, 5, 6]);
    expect(thinned([1, 5, 6, 20], 3)).toEqual([1, 6, 20]);
  });

  it('keeps none where there is no room for a first and a last', () => {
    expect(thinned([1, 2, 3], 1)).toEqual([]);
    expect(thinned([1, 2, 3], 0)).toEqual([]);
  });

  it('keeps the first and the last, with no gap twice as wide as even ones would be', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 400 }),
        fc.integer({ min: 2, max: 60 }),
        (last, most) => {
          const kept = grown(last, most);
          expect(kept.length).toBe(Math.min(last, most));
          expect([kept[0], kept.at(-1)]).toEqual([1, last]);
          const even = Math.ceil((last - 1) / (most - 1));
          kept.slice(1).forEach((epoch, index) => {
            expect(epoch - kept[index]!).toBeGreaterThan(0);
            expect(epoch - kept[index]!).toBeLessThanOrEqual(2 * even);
          });
        },
      ),
      { numRuns: 200 },
    );
  });
});
