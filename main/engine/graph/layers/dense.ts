import type { DenseLayer } from '../../../../preload/contract.ts';
import { activate } from '../activations.ts';
import { addBias, biasGradient, matrixProduct } from '../operations/index.ts';
import type { LayerRule } from './layer.ts';

/**
 * y = f(z), z = x W + b, for a batch x of shape [batch, inputs], W [inputs, units], b [units].
 *
 * With d = ∂L/∂z (Goodfellow, Bengio and Courville, Deep Learning, 2016, 6.5.6):
 *   ∂L/∂W = xᵀ d        ∂L/∂b = Σ over the batch of d        ∂L/∂x = d Wᵀ
 */
export const dense: LayerRule<DenseLayer> = (layer, x, { scope, weight }) => {
  const kernel = weight('kernel');
  const z = addBias(scope, matrixProduct(scope, x, kernel), weight('bias'));
  const activated = activate(scope, layer.activation, z);
  return {
    output: activated.output,
    backward: (gradient, wantsInput) => {
      const d = activated.backward(gradient);
      return {
        input: wantsInput ? matrixProduct(scope, d, kernel, { transposeB: true }) : null,
        weights: {
          kernel: matrixProduct(scope, x, d, { transposeA: true }),
          bias: biasGradient(scope, d),
        },
      };
    },
  };
};
