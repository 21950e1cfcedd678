import type { Scope, Tensor } from './builder.ts';
import {
  argMax,
  cast,
  constant,
  equal,
  expandAxis,
  gather,
  multiply,
  sparseSoftmaxCrossEntropy,
  sum,
} from './operations/index.ts';

/** What a batch's answers are worth. */
export interface Loss {
  /** Each picture's cross-entropy, nats; class weights left out, to compare with validation. */
  losses: Tensor;
  /** ∂L/∂logits, [batch, classes]. */
  gradient: Tensor;
}

/**
 * Softmax and cross-entropy together, from the logits z [batch, classes] and the labels c [batch]:
 *   p = softmax(z)     ℓ = -log p_c     L = Σ over the batch of w_c ℓ / batch
 * where w is 1, or the class's weight (Keras's class_weight: the sum is still divided by the number
 * of pictures). Together because neither p's overflow nor log 0 can then occur, and the gradient is
 *   ∂ℓ/∂z = p - onehot(c)
 * (Bishop, Pattern Recognition and Machine Learning, 2006, eq. 4.109).
 * `share` is 1 / batch, a scalar.
 */
export function crossEntropy(
  scope: Scope,
  logits: Tensor,
  labels: Tensor,
  share: Tensor,
  classWeights: readonly number[] | null,
): Loss {
  const { losses, gradient } = sparseSoftmaxCrossEntropy(scope, logits, labels);
  let factor = share;
  if (classWeights) {
    const weights = constant(scope, Float32Array.from(classWeights), [classWeights.length]);
    factor = multiply(scope, expandAxis(scope, gather(scope, weights, labels), 1), share);
  }
  return { losses, gradient: multiply(scope, gradient, factor) };
}

/** The class of the largest logit, by picture. */
export const answers = (scope: Scope, logits: Tensor) => argMax(scope, logits, 1);

/** Sums over the last axis: of the losses, and of how many answers are the label. */
export function figures(
  scope: Scope,
  { losses, answers, labels }: { losses: Tensor; answers: Tensor; labels: Tensor },
) {
  const right = cast(scope, equal(scope, answers, labels), 'float32');
  return { lossSum: sum(scope, losses, [-1]), correct: sum(scope, right, [-1]) };
}
