import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accuracyOf,
  confusionMatrix,
  perClass,
} from '../../../main/engine/results/confusion-matrix.ts';

describe('confusionMatrix', () => {
  // By hand: of three 0s two were answered 0 and one 1; the only 1 was answered 2; no 2s.
  const matrix = confusionMatrix([0, 0, 0, 1], [0, 0, 1, 2], 3);

  it('counts right class by answered class', () => {
    expect([...matrix.counts]).toEqual([2, 1, 0, 0, 0, 1, 0, 0, 0]);
  });

  it('gives the figures of each class', () => {
    expect(perClass(matrix)).toEqual([
      { count: 3, right: 2, accuracy: 2 / 3, precision: 1 },
      { count: 1, right: 0, accuracy: 0, precision: 0 },
      { count: 0, right: 0, accuracy: null, precision: 0 },
    ]);
  });

  it('gives the share of right answers', () => {
    expect(accuracyOf(matrix)).toBe(0.5);
    expect(accuracyOf(confusionMatrix([], [], 3))).toBeNull();
  });

  it('loses no picture, whatever was answered', () => {
    const pair = fc.tuple(fc.nat(4), fc.nat(4));
    fc.assert(
      fc.property(fc.array(pair), (pairs) => {
        const [actual, predicted] = [pairs.map(([a]) => a), pairs.map(([, p]) => p)];
        const { counts } = confusionMatrix(actual, predicted, 5);
        expect(counts.reduce((a, b) => a + b, 0)).toBe(pairs.length);
        const right = pairs.filter(([a, p]) => a === p).length;
        expect(accuracyOf({ classes: 5, counts })).toBe(
          pairs.length > 0 ? right / pairs.length : null,
        );
      }),
    );
  });
});
