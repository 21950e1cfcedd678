import { flag } from '../attributes.ts';
import { apply, float32 } from '../operations/index.ts';
import type { OptimizerRule } from './optimizer.ts';

/**
 * Descent with momentum μ, as Keras's SGD has it (Polyak 1964; Sutskever et al., ICML 2013, eq. 1-4):
 *   m ← μ m - η g     w ← w + m
 * and Nesterov's, which looks ahead along the momentum:
 *   m ← μ m - η g     w ← w + μ m - η g
 */
export function momentum(decay: number, nesterov: boolean): OptimizerRule {
  return {
    slots: ['m'],
    numbers: (_step, learningRate) => [learningRate],
    update: ({ scope, weight, slots, gradient, numbers, after }) =>
      apply(
        scope,
        'ResourceApplyKerasMomentum',
        [weight, ...slots],
        [numbers[0]!, gradient, float32(scope, decay)],
        { use_nesterov: flag(nesterov) },
        after,
      ),
  };
}
