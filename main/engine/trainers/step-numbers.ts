import type { OptimizerRule } from '../graph/optimizers/optimizer.ts';

/**
 * What the graph is told of each of `steps` steps from `first` on: 1 / batch, then the optimizer's
 * numbers; [steps, n], row-major.
 */
export function stepNumbers(
  optimizer: OptimizerRule,
  rateAt: (step: number) => number,
  { first, steps, batch }: { first: number; steps: number; batch: number },
): Float32Array {
  const rowOf = (step: number) => [1 / batch, ...optimizer.numbers(step, rateAt(step))];
  const width = rowOf(first).length;
  const rows = new Float32Array(steps * width);
  for (let index = 0; index < steps; index += 1) rows.set(rowOf(first + index), index * width);
  return rows;
}
