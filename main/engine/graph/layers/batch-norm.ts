import type { Layer } from '../../../../preload/contract.ts';
import { batchNormEpsilon, batchNormMomentum } from '../keras-defaults.ts';
import { constant, normalizeBatch, normalizeBatchGradient, reshape } from '../operations/index.ts';
import type { LayerRule } from './layer.ts';

/**
 * Batch normalization (Ioffe and Szegedy, ICML 2015, algorithm 1), channel by channel over the n
 * values that batch, height and width hold:
 *   μ = Σ x / n     σ² = Σ (x - μ)² / n     x̂ = (x - μ) / √(σ² + ε)     y = γ x̂ + β
 * When answering, μ and σ² are moving averages, each step moved (1 - momentum) of the way to the
 * batch's.
 *
 * With d = ∂L/∂y (ibid., section 3, put together):
 *   ∂L/∂β = Σ d     ∂L/∂γ = Σ d x̂     ∂L/∂x = γ / √(σ² + ε) · (d - ∂L/∂β / n - x̂ · ∂L/∂γ / n)
 */
export const batchNorm: LayerRule<Extract<Layer, { kind: 'batchNorm' }>> = (_layer, x, context) => {
  const { scope, inputShape, training, weight } = context;
  const channels = inputShape.at(-1)!;
  // TensorFlow's kernel takes pictures only: units become the channels of 1 x 1 pictures.
  const isPicture = inputShape.length === 3;
  const picture = isPicture ? x : reshape(scope, x, [-1, 1, 1, channels]);
  const asInput = (y: typeof x) => (isPicture ? y : reshape(scope, y, [-1, channels]));
  const gamma = weight('gamma');
  const beta = weight('beta');

  if (!training) {
    const averages = { mean: weight('movingMean'), variance: weight('movingVariance') };
    const settings = { epsilon: batchNormEpsilon, training: false };
    const { y } = normalizeBatch(scope, picture, gamma, beta, averages, settings);
    return {
      output: asInput(y),
      backward: () => {
        throw new Error('gradients are for training');
      },
    };
  }

  const settings = { epsilon: batchNormEpsilon, training: true };
  const none = constant(scope, new Float32Array(0), [0]);
  const { y, mean, variance, reserved } = normalizeBatch(
    scope,
    picture,
    gamma,
    beta,
    { mean: none, variance: none },
    settings,
  );
  training.moveTowards('movingMean', mean, 1 - batchNormMomentum);
  training.moveTowards('movingVariance', variance, 1 - batchNormMomentum);
  return {
    output: asInput(y),
    backward: (gradient) => {
      const d = isPicture ? gradient : reshape(scope, gradient, [-1, 1, 1, channels]);
      const { input, scale, offset } = normalizeBatchGradient(
        scope,
        d,
        picture,
        gamma,
        reserved,
        settings,
      );
      return { input: asInput(input), weights: { gamma: scale, beta: offset } };
    },
  };
};
