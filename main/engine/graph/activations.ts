import type { Activation } from '../../../preload/contract.ts';
import type { Scope, Tensor } from './builder.ts';
import { leakyReluSlope } from './keras-defaults.ts';
import * as operations from './operations/index.ts';

/** y = f(z), and the way back: from ∂L/∂y to ∂L/∂z. */
export interface Activated {
  output: Tensor;
  backward(gradient: Tensor): Tensor;
}

/**
 * Activations, each with its derivative. Those of TensorFlow's kernels that take y instead of z save
 * keeping z. Softmax isn't here: it stands behind the last layer only, where the loss takes it in
 * (see loss.ts), and network/checks.ts refuses it elsewhere.
 */
const rules: {
  [K in Exclude<Activation, 'softmax'>]: (scope: Scope, z: Tensor) => Activated;
} = {
  /** y = z, ∂y/∂z = 1. */
  linear: (_scope, z) => ({ output: z, backward: (gradient) => gradient }),

  /** y = max(0, z); ∂y/∂z = 1 where y > 0, else 0 (Nair and Hinton, ICML 2010). */
  relu: (scope, z) => {
    const y = operations.relu(scope, z);
    return { output: y, backward: (gradient) => operations.reluGradient(scope, gradient, y) };
  },

  /**
   * y = z where z > 0, else a·z; ∂y/∂z = 1 or a (Maas, Hannun and Ng, ICML 2013). The kernel wants z
   * but only looks at its sign, which is y's; a second reader of z would upset grappler's fusions.
   */
  leakyRelu: (scope, z) => {
    const y = operations.leakyRelu(scope, z, leakyReluSlope);
    return {
      output: y,
      backward: (gradient) => operations.leakyReluGradient(scope, gradient, y, leakyReluSlope),
    };
  },

  /** y = z where z > 0, else eᶻ - 1; ∂y/∂z = 1 or y + 1 (Clevert, Unterthiner and Hochreiter, ICLR 2016). */
  elu: (scope, z) => {
    const y = operations.elu(scope, z);
    return { output: y, backward: (gradient) => operations.eluGradient(scope, gradient, y) };
  },

  /** y = 1 / (1 + e⁻ᶻ); ∂y/∂z = y (1 - y). */
  sigmoid: (scope, z) => {
    const y = operations.sigmoid(scope, z);
    return { output: y, backward: (gradient) => operations.sigmoidGradient(scope, y, gradient) };
  },

  /** y = tanh z; ∂y/∂z = 1 - y². */
  tanh: (scope, z) => {
    const y = operations.tanh(scope, z);
    return { output: y, backward: (gradient) => operations.tanhGradient(scope, y, gradient) };
  },
};

export function activate(scope: Scope, activation: Activation, z: Tensor): Activated {
  if (activation === 'softmax') throw new Error('softmax belongs to the loss');
  return rules[activation](scope, z);
}
