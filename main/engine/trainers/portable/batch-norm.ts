import type { Layer } from '../../../../preload/contract.ts';
import { batchNormEpsilon, batchNormMomentum } from '../../graph/keras-defaults.ts';
import type { LayerForward } from './layer.ts';
import { tf, type Tensor } from './tfjs.ts';

/**
 * y = γ x̂ + β with x̂ = (x - μ) / √(σ² + ε) for each channel (the last axis); in training μ and σ²
 * are the batch's and moving averages follow them, in answering they are those averages.
 * With n values a channel and ḡ, (gx̂)‾ means over them:
 * dL/dγ = Σ g x̂, dL/dβ = Σ g, dL/dx = γ / √(σ² + ε) · (g - ḡ - x̂ · (gx̂)‾)
 * (Ioffe, Szegedy, 2015, section 3, with the three terms gathered).
 */
export const batchNorm: LayerForward<Extract<Layer, { kind: 'batchNorm' }>> = (
  _layer,
  input,
  { weight, training },
) => {
  const channels = input.shape.at(-1) ?? 1;
  const rows = tf.reshape(input, [-1, channels]);
  const samples = rows.shape[0] ?? 1;
  const moving = { mean: weight('movingMean'), variance: weight('movingVariance') };
  const { mean, variance } = training ? tf.moments(rows, 0) : moving;
  const scale = tf.rsqrt(tf.add(variance, batchNormEpsilon));
  const normal = tf.mul(tf.sub(rows, mean), scale);
  const gamma = weight('gamma');
  const output = tf.add(tf.mul(normal, gamma), weight('beta'));
  const follow = (average: Tensor, batch: Tensor) =>
    tf.add(average, tf.mul(tf.sub(batch, average), 1 - batchNormMomentum));
  // TensorFlow's fused kernel, and Keras through it, follows the unbiased variance.
  const unbiased = () => tf.mul(variance, samples / Math.max(1, samples - 1));
  return {
    output: tf.reshape(output, input.shape),
    backward(gradient, needsInput) {
      const g = tf.reshape(gradient, [-1, channels]);
      const gn = tf.mul(g, normal);
      const centred = () => tf.sub(tf.sub(g, tf.mean(g, 0)), tf.mul(normal, tf.mean(gn, 0)));
      return {
        input: needsInput ? tf.reshape(tf.mul(tf.mul(gamma, scale), centred()), input.shape) : null,
        weights: { gamma: tf.sum(gn, 0), beta: tf.sum(g, 0) },
      };
    },
    ...(training
      ? {
          tracked: {
            movingMean: follow(moving.mean, mean),
            movingVariance: follow(moving.variance, unbiased()),
          },
        }
      : {}),
  };
};
