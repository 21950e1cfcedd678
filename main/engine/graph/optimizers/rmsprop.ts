import { apply, float32 } from '../operations/index.ts';
import type { OptimizerRule } from './optimizer.ts';

/**
 * RMSprop (Tieleman and Hinton, Coursera lecture 6.5, 2012), as Keras has it, without momentum:
 *   v ← ρ v + (1 - ρ) g²     w ← w - η g / √(v + ε)
 * TensorFlow's kernel wants a place for the last increment too, `m`.
 */
export function rmsprop(rho: number, epsilon: number): OptimizerRule {
  return {
    slots: ['v', 'm'],
    numbers: (_step, learningRate) => [learningRate],
    update: ({ scope, weight, slots, gradient, numbers, after }) => {
      const noMomentum = float32(scope, 0);
      const constants = [float32(scope, rho), noMomentum, float32(scope, epsilon)];
      return apply(
        scope,
        'ResourceApplyRMSProp',
        [weight, ...slots],
        [numbers[0]!, ...constants, gradient],
        {},
        after,
      );
    },
  };
}
