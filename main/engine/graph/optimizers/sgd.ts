import { apply } from '../operations/index.ts';
import type { OptimizerRule } from './optimizer.ts';

/** Stochastic gradient descent: w ← w - η g (Robbins and Monro 1951). */
export function sgd(): OptimizerRule {
  return {
    slots: [],
    numbers: (_step, learningRate) => [learningRate],
    update: ({ scope, weight, gradient, numbers, after }) =>
      apply(scope, 'ResourceApplyGradientDescent', [weight], [numbers[0]!, gradient], {}, after),
  };
}
