import type { Activation } from '../../../../preload/contract.ts';
import { leakyReluSlope } from '../../graph/keras-defaults.ts';
import { tf, type Tensor } from './tfjs.ts';

interface ActivationFunction {
  /** y = f(x), elementwise, any shape. */
  forward(x: Tensor): Tensor;
  /** dL/dx from dL/dy and y: each of these derivatives can be told from the output alone. */
  backward(gradient: Tensor, y: Tensor): Tensor;
}

const identity: ActivationFunction = { forward: (x) => x, backward: (gradient) => gradient };

export const activationFunctions: Record<Activation, ActivationFunction> = {
  linear: identity,
  // The last layer's softmax is part of the loss (loss.ts): inside the network it passes logits on.
  softmax: identity,
  relu: {
    forward: (x) => tf.relu(x),
    backward: (gradient, y) => tf.mul(gradient, tf.step(y)),
  },
  // The sign of y is that of x, so the side is told by y.
  leakyRelu: {
    forward: (x) => tf.leakyRelu(x, leakyReluSlope),
    backward: (gradient, y) => tf.mul(gradient, tf.step(y, leakyReluSlope)),
  },
  // e^x - 1 below zero, whose derivative e^x is y + 1.
  elu: {
    forward: (x) => tf.elu(x),
    backward: (gradient, y) => tf.where(tf.less(y, 0), tf.mul(gradient, tf.add(y, 1)), gradient),
  },
  sigmoid: {
    forward: (x) => tf.sigmoid(x),
    backward: (gradient, y) => tf.mul(gradient, tf.mul(y, tf.sub(1, y))),
  },
  tanh: {
    forward: (x) => tf.tanh(x),
    backward: (gradient, y) => tf.mul(gradient, tf.sub(1, tf.square(y))),
  },
};
