import { type } from '../attributes.ts';
import type { Scope, Tensor } from '../builder.ts';
import { T } from './node.ts';

/** Each row's cross-entropy, and its gradient towards the logits, computed together. */
export function sparseSoftmaxCrossEntropy(scope: Scope, logits: Tensor, labels: Tensor) {
  const { outputs } = scope.add(
    'SparseSoftmaxCrossEntropyWithLogits',
    [logits, labels],
    { ...T(logits), Tlabels: type(labels.type) },
    [logits.type, logits.type],
  );
  return { losses: outputs[0]!, gradient: outputs[1]! };
}
