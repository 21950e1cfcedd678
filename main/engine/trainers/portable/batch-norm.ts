import type { Layer } from '../../../../preload/contract.ts';
import { batchNormEpsilon, batchNormMomentum } from '../../graph/keras-defaults.ts';
import type { LayerForward } from './layer.ts';
import { tf, type Tensor } from './tfjs.ts';

/**
 * y = γ x̂ + β with x̂ = (x - μ) / √(σ² + ε) for each channel (the last axis); in training μ and σ²
 * (divided by n) are the batch's and moving averages follow them, in answering they are those averages:
 * as Keras 3 has it, and as on the native engine (graph/layers/batch-norm.ts).
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
  const count = input.size / channels;
  const moving = { mean: weight('movingMean'), variance: weight('movingVariance') };
  const { mean, variance } = training ? momentsPerChannel(input) : moving;
  const scale = tf.rsqrt(tf.add(variance, batchNormEpsilon));
  const normal = tf.mul(tf.sub(input, mean), scale);
  const gamma = weight('gamma');
  const follow = (average: Tensor, batch: Tensor) =>
    tf.add(average, tf.mul(tf.sub(batch, average), 1 - batchNormMomentum));
  return {
    output: tf.add(tf.mul(normal, gamma), weight('beta')),
    backward(gradient, needsInput) {
      const mean = meanPerChannel(gradient);
      const meanWithNormal = meanPerChannel(tf.mul(gradient, normal));
      const centred = () => tf.sub(tf.sub(gradient, mean), tf.mul(normal, meanWithNormal));
      return {
        input: needsInput ? tf.mul(tf.mul(gamma, scale), centred()) : null,
        weights: { gamma: tf.mul(meanWithNormal, count), beta: tf.mul(mean, count) },
      };
    },
    ...(training
      ? {
          tracked: {
            movingMean: follow(moving.mean, mean),
            movingVariance: follow(moving.variance, variance),
          },
        }
      : {}),
  };
};

/**
 * [channels]: the mean over all axes but the last. One axis after the other: the kernel adds one
 * float after the other, and the error of a sum grows with its length.
 */
function meanPerChannel(x: Tensor): Tensor {
  let mean = x;
  while (mean.rank > 1) mean = tf.mean(mean, mean.rank - 2);
  return mean;
}

function momentsPerChannel(x: Tensor): { mean: Tensor; variance: Tensor } {
  const mean = meanPerChannel(x);
  return { mean, variance: meanPerChannel(tf.square(tf.sub(x, mean))) };
}
