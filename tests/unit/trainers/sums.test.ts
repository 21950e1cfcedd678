import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sumFigures } from '../../../main/engine/trainers/sums.ts';

const losses = fc.array(
  fc.float({ min: 0, max: 1000, noNaN: true }).map((loss) => [loss, 3]),
  { maxLength: 200 },
);

it('sums losses and right answers', () => {
  expect(sumFigures(Float32Array.of(1.5, 20, 0.25, 30))).toEqual({ lossSum: 1.75, correct: 50 });
});

it('gives the same sum to the bit however the steps are cut', () => {
  fc.assert(
    fc.property(losses, fc.nat(200), fc.nat(200), (steps, first, second) => {
      const [a, b] = [Math.min(first, second), Math.max(first, second)];
      const sum = (part: number[][]) => sumFigures(Float32Array.from(part.flat())).lossSum;
      const cut = sum(steps.slice(0, a)) + sum(steps.slice(a, b)) + sum(steps.slice(b));
      expect(cut).toBe(sum(steps));
    }),
  );
});

it('tells what can’t be summed', () => {
  expect(sumFigures(Float32Array.of(NaN, 0, 1, 1)).lossSum).toBeNaN();
  expect(sumFigures(Float32Array.of(Infinity, 0)).lossSum).toBe(Infinity);
});
