import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from '../../../main/engine/cli/nearest.ts';

describe('editDistance', () => {
  it('is that of the textbooks', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('', 'abc')).toBe(3);
  });

  it('is a metric', () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
      }),
    );
  });
});

describe('nearest', () => {
  it('guesses what was meant, and not at any price', () => {
    expect(nearest('trian', ['train', 'info'])).toBe('train');
    expect(nearest('elephant', ['train', 'info'])).toBeNull();
    expect(nearest('x', ['y'])).toBeNull();
  });
});
