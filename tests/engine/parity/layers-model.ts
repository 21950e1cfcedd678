import type { Sequential } from '@tensorflow/tfjs-node';
import type { Layer, NetworkSpec } from '../../../preload/contract.ts';
import type { TensorFlow } from '../../../main/engine/trainers/tfjs-node.ts';
import type { Weights } from '../../../main/engine/trainers/trainer.ts';

type LayersLayer = Sequential['layers'][number];

/** Not leakyRelu, which is a layer of its own in tfjs-layers, nor dropout, which draws other masks there. */
function layerOf(tf: TensorFlow, layer: Layer, first: object, l2: number): LayersLayer {
  const penalty = l2 > 0 ? { kernelRegularizer: tf.regularizers.l2({ l2 }) } : {};
  switch (layer.kind) {
    case 'flatten':
      return tf.layers.flatten(first);
    case 'dense': {
      const { units, activation } = layer;
      return tf.layers.dense({ ...first, units, activation: activation as 'relu', ...penalty });
    }
    case 'conv2d': {
      const { filters, kernel, stride, padding, activation } = layer;
      return tf.layers.conv2d({
        ...{ ...first, filters, kernelSize: kernel, strides: stride, padding },
        ...{ activation: activation as 'relu', ...penalty },
      });
    }
    case 'maxPool':
    case 'averagePool': {
      const { size, stride, padding } = layer;
      const options = { ...first, poolSize: size, strides: stride, padding };
      return layer.kind === 'maxPool'
        ? tf.layers.maxPooling2d(options)
        : tf.layers.averagePooling2d(options);
    }
    case 'batchNorm':
      return tf.layers.batchNormalization(first);
    case 'dropout':
      throw new Error('tfjs-layers draws other masks');
  }
}

/** The same network in tfjs-layers, with these weights. */
export function layersModel(
  tf: TensorFlow,
  { input, layers }: NetworkSpec,
  weights: Weights,
  l2: number,
): Sequential {
  const inputShape = [input.height, input.width, input.channels];
  const model = tf.sequential({
    layers: layers.map((layer, at) => layerOf(tf, layer, at === 0 ? { inputShape } : {}, l2)),
  });
  model.layers.forEach((layer, position) => {
    const own = weights.filter(({ name }) => name.startsWith(`${position}/`));
    layer.setWeights(own.map(({ values, shape }) => tf.tensor(values, shape)));
  });
  return model;
}

/** The model's weights under the names of `like`, which tfjs-layers has in the same order layer by layer. */
export function weightsOf(model: Sequential, like: Weights): Weights {
  const all = model.layers.flatMap((layer) => layer.getWeights());
  return all.map((tensor, index) => ({
    name: like[index]!.name,
    shape: tensor.shape,
    values: tensor.dataSync() as Float32Array,
  }));
}
