import type { Tensor, Tensor1D, Tensor4D, Variable } from '@tensorflow/tfjs-node';
import type { Activation, Layer, NetworkSpec } from '../../../preload/contract.ts';
import { batchNormEpsilon, leakyReluSlope } from '../../../main/engine/graph/keras-defaults.ts';
import type { Weights } from '../../../main/engine/trainers/trainer.ts';
import type { TensorFlow } from '../../../main/engine/trainers/tfjs-node.ts';
import type { Batch } from './gradient-graph.ts';

/** The same networks in tfjs's operations, differentiated by tfjs. */

const activate = (tf: TensorFlow, z: Tensor, activation: Activation): Tensor => {
  switch (activation) {
    case 'relu':
      return tf.relu(z);
    case 'leakyRelu':
      return tf.leakyRelu(z, leakyReluSlope);
    case 'elu':
      return tf.elu(z);
    case 'sigmoid':
      return tf.sigmoid(z);
    case 'tanh':
      return tf.tanh(z);
    case 'linear':
    case 'softmax':
      return z;
  }
};

function layerOutput(
  tf: TensorFlow,
  layer: Layer,
  x: Tensor,
  weight: (kind: string) => Tensor,
): Tensor {
  switch (layer.kind) {
    case 'flatten':
      return tf.reshape(x, [x.shape[0]!, -1]);
    case 'dense':
      return activate(tf, tf.add(tf.matMul(x, weight('kernel')), weight('bias')), layer.activation);
    case 'conv2d': {
      const { stride, padding } = layer;
      const z = tf.conv2d(x as Tensor4D, weight('kernel') as Tensor4D, stride, padding);
      return activate(tf, tf.add(z, weight('bias')), layer.activation);
    }
    case 'maxPool':
      return tf.maxPool(x as Tensor4D, layer.size, layer.stride, layer.padding);
    case 'averagePool':
      return tf.avgPool(x as Tensor4D, layer.size, layer.stride, layer.padding);
    case 'dropout':
      throw new Error('tfjs draws other masks');
    case 'batchNorm': {
      const axes = x.shape.map((_, axis) => axis).slice(0, -1);
      const mean = tf.mean(x, axes, true);
      const variance = tf.mean(tf.square(tf.sub(x, mean)), axes, true);
      const deviation = tf.sqrt(tf.add(variance, batchNormEpsilon));
      const normal = tf.div(tf.sub(x, mean), deviation);
      return tf.add(tf.mul(normal, weight('gamma')), weight('beta'));
    }
  }
}

export function referenceLogits(
  tf: TensorFlow,
  network: NetworkSpec,
  { images, labels }: Batch,
  variables: ReadonlyMap<string, Variable>,
): Tensor {
  const { height, width, channels } = network.input;
  const scaled = Float32Array.from(images, (byte) => byte / 255);
  let value: Tensor = tf.tensor(scaled, [labels.length, height, width, channels]);
  network.layers.forEach((layer, position) => {
    value = layerOutput(tf, layer, value, (kind) => variables.get(`${position}/${kind}`)!);
  });
  return value;
}

export function meanLoss(tf: TensorFlow, logits: Tensor, labels: Uint8Array): Tensor {
  const target = tf.oneHot(tf.tensor1d([...labels], 'int32') as Tensor1D, logits.shape[1]!);
  return tf.neg(tf.mean(tf.sum(tf.mul(tf.logSoftmax(logits), target), -1)));
}

/** Runs `use` with a variable for each weight, and frees them. */
export function withVariables<R>(
  tf: TensorFlow,
  weights: Weights,
  use: (variables: ReadonlyMap<string, Variable>) => R,
): R {
  const variables = new Map(
    weights.map(({ name, shape, values }) => {
      const isTrainable = !name.includes('moving');
      return [name, tf.variable(tf.tensor(values, shape), isTrainable)];
    }),
  );
  try {
    return use(variables);
  } finally {
    for (const variable of variables.values()) variable.dispose();
  }
}

/** `loss` and every trainable weight's gradient, by tf.variableGrads. */
export function referenceGradients(
  tf: TensorFlow,
  network: NetworkSpec,
  batch: Batch,
  weights: Weights,
): Record<string, Float32Array> {
  return withVariables(tf, weights, (variables) => {
    const trainable = [...variables].filter(([, variable]) => variable.trainable);
    const { value, grads } = tf.variableGrads(
      () => meanLoss(tf, referenceLogits(tf, network, batch, variables), batch.labels).asScalar(),
      trainable.map(([, variable]) => variable),
    );
    const result: Record<string, Float32Array> = { loss: value.dataSync() as Float32Array };
    for (const [name, variable] of trainable) {
      result[name] = grads[variable.name]!.dataSync() as Float32Array;
    }
    tf.dispose([value, grads]);
    return result;
  });
}
