import { flag } from '../attributes.ts';
import { apply, assignSubtract, float32, multiply } from '../operations/index.ts';
import type { OptimizerRule } from './optimizer.ts';

interface Constants {
  beta1: number;
  beta2: number;
  epsilon: number;
}

/**
 * Adam (Kingma and Ba, ICLR 2015), in the form of their section 2's end, which Keras uses too; step
 * t counts from 1:
 *   m ← β₁ m + (1 - β₁) g     v ← β₂ v + (1 - β₂) g²
 *   α = η √(1 - β₂ᵗ) / (1 - β₁ᵗ)     w ← w - α m / (√v + ε)
 * α is computed outside the graph; TensorFlow's kernel, told that β₁ᵗ = β₂ᵗ = 0, takes it as it is.
 */
export function adam({ beta1, beta2, epsilon }: Constants): OptimizerRule {
  return {
    slots: ['m', 'v'],
    numbers: (step, learningRate) => [
      (learningRate * Math.sqrt(1 - beta2 ** (step + 1))) / (1 - beta1 ** (step + 1)),
    ],
    update: ({ scope, weight, slots, gradient, numbers, after }) => {
      const zero = float32(scope, 0);
      const constants = [float32(scope, beta1), float32(scope, beta2), float32(scope, epsilon)];
      return apply(
        scope,
        'ResourceApplyAdam',
        [weight, ...slots],
        [zero, zero, numbers[0]!, ...constants, gradient],
        { use_nesterov: flag(false) },
        after,
      );
    },
  };
}

/**
 * AdamW (Loshchilov and Hutter, ICLR 2019, algorithm 2), as Keras has it: before Adam's step, every
 * weight loses a share λ of itself that no moment sees:
 *   w ← w - η λ w
 */
export function adamW(constants: Constants & { weightDecay: number }): OptimizerRule {
  const { slots, numbers, update } = adam(constants);
  return {
    slots,
    numbers: (step, learningRate) => [
      ...numbers(step, learningRate),
      learningRate * constants.weightDecay,
    ],
    update: (given) => {
      const { scope, weight, value, after } = given;
      const loss = multiply(scope, value, given.numbers[1]!);
      const decay = assignSubtract(scope, weight, loss, after);
      return update({ ...given, after: [...after, decay] });
    },
  };
}
