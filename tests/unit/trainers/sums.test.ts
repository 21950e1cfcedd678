import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exactSum } from '../../../main/engine/trainers/sums.ts';

it('sums', () => {
  expect(exactSum(Float32Array.of(1.5, 0.25, 2))).toBe(3.75);
});

it('gives the same sum to the bit however the steps are cut', () => {
  fc.assert(
    fc.property(
      fc.float32Array({ min: 0, max: 1000, noNaN: true, maxLength: 200 }),
      fc.nat(200),
      fc.nat(200),
      (losses, first, second) => {
        const [a, b] = [Math.min(first, second), Math.max(first, second)];
        const parts = [losses.slice(0, a), losses.slice(a, b), losses.slice(b)];
        expect(parts.map(exactSum).reduce((x, y) => x + y)).toBe(exactSum(losses));
      },
    ),
  );
});

it('tells what can’t be summed', () => {
  expect(exactSum(Float32Array.of(NaN, 1))).toBeNaN();
  expect(exactSum(Float32Array.of(Infinity))).toBe(Infinity);
});
