import type { Layer } from '../../../../preload/contract.ts';
import {
  cast,
  float32,
  greaterEqual,
  multiply,
  randomUniform,
  shapeOf,
} from '../operations/index.ts';
import type { LayerRule } from './layer.ts';

/**
 * y = x · m / (1 - rate), where each m is 0 with probability `rate`, else 1, drawn anew in each step:
 * the mean stays as it is, and nothing needs scaling when the network answers (Srivastava et al.,
 * JMLR 2014, section 10, "inverted" as in Keras). ∂L/∂x = ∂L/∂y · m / (1 - rate).
 * The draw depends on the training's seed, the step and the layer alone.
 */
export const dropout: LayerRule<Extract<Layer, { kind: 'dropout' }>> = (layer, x, context) => {
  const { scope, position, training } = context;
  if (!training || layer.rate === 0) {
    return { output: x, backward: (gradient) => ({ input: gradient, weights: {} }) };
  }
  const uniform = randomUniform(scope, shapeOf(scope, x), training.seed(position));
  const kept = cast(scope, greaterEqual(scope, uniform, float32(scope, layer.rate)), 'float32');
  const mask = multiply(scope, kept, float32(scope, 1 / (1 - layer.rate)));
  return {
    output: multiply(scope, x, mask),
    backward: (gradient, wantsInput) => ({
      input: wantsInput ? multiply(scope, gradient, mask) : null,
      weights: {},
    }),
  };
};
