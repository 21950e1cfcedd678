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
} from './operations.ts';

/** What a batch's answers are worth. */
export interface Loss {
  /** Sum of the batch's cross-entropies, nats; class weights left out, to compare with validation. */
  sum: Tensor;
  /** How many of the batch are right: the largest logit is the label's. */
  correct: Tensor;
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
  const { loss, gradient } = sparseSoftmaxCrossEntropy(scope, logits, labels);
  let factor = share;
  if (classWeights) {
    const weights = constant(scope, Float32Array.from(classWeights), [classWeights.length]);
    factor = multiply(scope, expandAxis(scope, gather(scope, weights, labels), 1), share);
  }
  return {
    ...measure(scope, logits, labels, loss),
    gradient: multiply(scope, gradient, factor),
  };
}

/** The same figures where nothing is learned. */
export function evaluateAnswers(scope: Scope, logits: Tensor, labels: Tensor) {
  return measure(scope, logits, labels, sparseSoftmaxCrossEntropy(scope, logits, labels).loss);
}

function measure(scope: Scope, logits: Tensor, labels: Tensor, loss: Tensor) {
  const right = equal(scope, argMax(scope, logits, 1), labels);
  return {
    sum: sum(scope, loss, [0]),
    correct: sum(scope, cast(scope, right, 'float32'), [0]),
  };
}
