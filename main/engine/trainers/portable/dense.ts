import type { DenseLayer } from '../../../../preload/contract.ts';
import { activationFunctions } from './activations.ts';
import type { LayerForward } from './layer.ts';
import { tf } from './tfjs.ts';

/**
 * y = f(xW + b). With g = dL/dy · f'(…): dL/dW = xᵀg, dL/db = Σ g over the batch, dL/dx = gWᵀ
 * (Goodfellow, Bengio, Courville, Deep Learning, section 6.5.6).
 *
 * Transposed by hand: the kernel's own transposing multiplication is a plain loop, seven times
 * slower than XNNPACK's, which multiplies untransposed matrices only.
 */
export const dense: LayerForward<DenseLayer> = (layer, input, { weight }) => {
  const activation = activationFunctions[layer.activation];
  const kernel = weight('kernel');
  const output = activation.forward(tf.add(tf.matMul(input, kernel), weight('bias')));
  return {
    output,
    backward(gradient, needsInput) {
      const inner = activation.backward(gradient, output);
      return {
        input: needsInput ? tf.matMul(inner, tf.transpose(kernel)) : null,
        weights: { kernel: tf.matMul(tf.transpose(input), inner), bias: tf.sum(inner, 0) },
      };
    },
  };
};
