import type { Layer } from '../../../../preload/contract.ts';
import { activate } from '../activations.ts';
import {
  addBias,
  biasGradient,
  convolution,
  convolutionInputGradient,
  convolutionKernelGradient,
  shapeOf,
} from '../operations/index.ts';
import type { LayerRule } from './layer.ts';

/**
 * y = f(z), z = x ∗ K + b: x [batch, height, width, inputs], K [kernel, kernel, inputs, filters].
 * With stride s and the zeros p that padding `same` puts before the first row and column:
 *   z[n,i,j,o] = b[o] + Σ over u,v,c of x[n, s·i + u - p, s·j + v - p, c] · K[u,v,c,o]
 *
 * With d = ∂L/∂z (Goodfellow, Bengio and Courville, Deep Learning, 2016, 9.5, eq. 9.11 and 9.13):
 *   ∂L/∂K[u,v,c,o] = Σ over n,i,j of d[n,i,j,o] · x[n, s·i + u - p, s·j + v - p, c]
 *   ∂L/∂x[n,k,l,c] = Σ over o and all (i,u), (j,v) that meet in k = s·i + u - p, l = s·j + v - p
 *                    of d[n,i,j,o] · K[u,v,c,o]
 *   ∂L/∂b = Σ over batch, height and width of d
 */
export const conv2d: LayerRule<Extract<Layer, { kind: 'conv2d' }>> = (layer, x, context) => {
  const { scope, inputShape, weight } = context;
  const kernel = weight('kernel');
  const kernelShape = [layer.kernel, layer.kernel, inputShape[2]!, layer.filters];
  const z = addBias(scope, convolution(scope, x, kernel, layer), weight('bias'));
  const activated = activate(scope, layer.activation, z);
  return {
    output: activated.output,
    backward: (gradient, wantsInput) => {
      const d = activated.backward(gradient);
      return {
        input: wantsInput
          ? convolutionInputGradient(scope, shapeOf(scope, x), kernel, d, layer)
          : null,
        weights: {
          kernel: convolutionKernelGradient(scope, x, kernelShape, d, layer),
          bias: biasGradient(scope, d),
        },
      };
    },
  };
};
