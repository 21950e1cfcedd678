import { flag, float, text, type, type Attributes } from '../attributes.ts';
import type { Scope, Tensor } from '../builder.ts';
import { T } from './node.ts';

export interface NormalizationSettings {
  epsilon: number;
  /** Normalizes by the batch's own mean and variance (those given must be empty), else by the given. */
  training: boolean;
}

const normalizing = (x: Tensor, { epsilon, training }: NormalizationSettings): Attributes => ({
  ...T(x),
  U: type('float32'),
  epsilon: float(epsilon),
  data_format: text('NHWC'),
  is_training: flag(training),
});
const float32s = (count: number) => Array.from({ length: count }, () => 'float32' as const);

/**
 * `mean` and `variance` in the result are the batch's (divided by n): TensorFlow's kernels for
 * processors reserve them for the gradient. The output batch_variance is divided by n - 1 instead.
 */
export function normalizeBatch(
  scope: Scope,
  x: Tensor,
  scale: Tensor,
  offset: Tensor,
  given: { mean: Tensor; variance: Tensor },
  settings: NormalizationSettings,
) {
  // y, batch_mean, batch_variance, reserve_space_1, 2, 3
  const { outputs } = scope.add(
    'FusedBatchNormV3',
    [x, scale, offset, given.mean, given.variance],
    { ...normalizing(x, settings), exponential_avg_factor: float(1) },
    float32s(6),
  );
  const reserved = outputs.slice(3);
  return { y: outputs[0]!, mean: reserved[0]!, variance: reserved[1]!, reserved };
}

export function normalizeBatchGradient(
  scope: Scope,
  gradient: Tensor,
  x: Tensor,
  scale: Tensor,
  reserved: readonly Tensor[],
  settings: NormalizationSettings,
) {
  // x_backprop, scale_backprop, offset_backprop, reserve_space_4, 5
  const { outputs } = scope.add(
    'FusedBatchNormGradV3',
    [gradient, x, scale, ...reserved],
    normalizing(x, settings),
    float32s(5),
  );
  return { input: outputs[0]!, scale: outputs[1]!, offset: outputs[2]! };
}
