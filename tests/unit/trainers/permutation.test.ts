import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochOrder } from '../../../main/engine/trainers/permutation.ts';

describe('epochOrder', () => {
  it('is a permutation', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 31 - 1 }),
        fc.integer({ min: 0, max: 999 }),
        fc.integer({ min: 0, max: 300 }),
        (seed, epoch, count) => {
          const sorted = epochOrder(seed, epoch, count).sort();
          expect([...sorted]).toEqual(Array.from({ length: count }, (_, index) => index));
        },
      ),
    );
  });

  it('depends on seed and epoch alone', () => {
    expect(epochOrder(5, 3, 100)).toEqual(epochOrder(5, 3, 100));
    expect(epochOrder(5, 3, 100)).not.toEqual(epochOrder(5, 4, 100));
    expect(epochOrder(5, 3, 100)).not.toEqual(epochOrder(6, 3, 100));
  });

  it('stays what it was: runs saved by earlier versions go on in it', () => {
    expect([...epochOrder(1, 0, 10)]).toMatchInlineSnapshot(`
      [
        3,
        6,
        5,
        8,
        7,
        1,
        2,
        9,
        0,
        4,
      ]
    `);
  });

  it('puts every picture everywhere alike', () => {
    const counts = new Array<number>(24).fill(0);
    for (let epoch = 0; epoch < 24_000; epoch += 1) {
      const [a, b, c] = epochOrder(9, epoch, 4) as unknown as [number, number, number];
      // The order's number among the 24, by its Lehmer code.
      const second = b - (b > a ? 1 : 0);
      const third = c - (c > a ? 1 : 0) - (c > b ? 1 : 0);
      counts[a * 6 + second * 2 + third]! += 1;
    }
    const chiSquared = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    // 23 degrees of freedom: 49.7 is exceeded once in a thousand.
    expect(chiSquared).toBeLessThan(49.7);
  });
});
