import type { Layer, NetworkSpec, TrainSpec } from '../../../../preload/contract.ts';
import { leakyReluSlope } from '../activation.ts';

type Settings = Record<string, string | number>;

const written = (settings: Settings) => {
  const entries = Object.entries(settings).map(([name, value]) => `${name}: ${value}`);
  return entries.length === 0 ? '' : `{ ${entries.join(', ')} }`;
};

/** A layer as one call of TensorFlow.js, or two: it has LeakyReLU as a layer only. */
function calls(layer: Layer, l2: number): [name: string, settings: Settings][] {
  const regularizer: Settings =
    l2 > 0 ? { kernelRegularizer: `tf.regularizers.l2({ l2: ${l2} })` } : {};
  const window = (size: number, stride: number, padding: string) => ({
    poolSize: size,
    strides: stride,
    padding: `"${padding}"`,
  });
  const activated = (name: string, settings: Settings, activation: string): [string, Settings][] =>
    activation === 'leakyRelu'
      ? [
          [name, { ...settings, ...regularizer }],
          ['leakyReLU', { alpha: leakyReluSlope }],
        ]
      : [[name, { ...settings, activation: `"${activation}"`, ...regularizer }]];
  switch (layer.kind) {
    case 'flatten':
      return [['flatten', {}]];
    case 'dense':
      return activated('dense', { units: layer.units }, layer.activation);
    case 'conv2d': {
      const { filters, kernel, stride, padding } = layer;
      return activated(
        'conv2d',
        { filters, kernelSize: kernel, strides: stride, padding: `"${padding}"` },
        layer.activation,
      );
    }
    case 'maxPool':
      return [['maxPooling2d', window(layer.size, layer.stride, layer.padding)]];
    case 'averagePool':
      return [['averagePooling2d', window(layer.size, layer.stride, layer.padding)]];
    case 'dropout':
      return [['dropout', { rate: layer.rate }]];
    case 'batchNorm':
      return [['batchNormalization', {}]];
  }
}

/** The layers as TensorFlow.js writes them; the first one says what comes in. */
export function tfjsLayers({ input, layers }: NetworkSpec, { l2 }: TrainSpec): string[] {
  const shape = { inputShape: `[${input.height}, ${input.width}, ${input.channels}]` };
  return layers
    .flatMap((layer) => calls(layer, l2))
    .map(
      ([name, settings], index) =>
        `tf.layers.${name}(${written(index === 0 ? { ...shape, ...settings } : settings)})`,
    );
}
