/** What a batch's logits amount to. Sums are over the batch's pictures. */
export interface BatchLoss {
  /** Cross-entropy in nats; class weights left out, to compare with validation. */
  lossSum: number;
  correct: number;
  /** d(mean loss)/d(logits), [pictures, classes]. */
  gradient: Float32Array;
}

/**
 * Softmax and cross-entropy in one: with p = softmax(z), L = -log p[label] and dL/dz = p - onehot
 * (Goodfellow, Bengio, Courville, Deep Learning, section 6.2.2.3). Computed from z - max z, so that
 * no exponential overflows. `logits`: [labels.length, classes], row by row. In the gradient,
 * as in Keras, class weights multiply the loss of their pictures, and the mean is over all alike.
 */
export function softmaxCrossEntropy(
  logits: Float32Array,
  labels: Uint8Array,
  classes: number,
  classWeights: readonly number[] | null = null,
): BatchLoss {
  const gradient = new Float32Array(logits.length);
  const count = labels.length;
  let lossSum = 0;
  let correct = 0;
  for (let picture = 0; picture < count; picture += 1) {
    const start = picture * classes;
    const label = labels[picture]!;
    let best = 0;
    for (let k = 1; k < classes; k += 1) {
      if (logits[start + k]! > logits[start + best]!) best = k;
    }
    const largest = logits[start + best]!;
    let total = 0;
    for (let k = 0; k < classes; k += 1) total += Math.exp(logits[start + k]! - largest);
    const weight = classWeights?.[label] ?? 1;
    lossSum += Math.log(total) + largest - logits[start + label]!;
    if (best === label) correct += 1;
    for (let k = 0; k < classes; k += 1) {
      const probability = Math.exp(logits[start + k]! - largest) / total;
      gradient[start + k] = (weight * (probability - (k === label ? 1 : 0))) / count;
    }
  }
  return { lossSum, correct, gradient };
}
