import type { Layer, NetworkSpec, Optimizer, TrainSpec } from '../../../preload/contract.ts';

/** Of a dataset's pictures, and how many classes they fall into. */
export interface PictureShape {
  height: number;
  width: number;
  channels: number;
  classes: number;
}

/** A network with these layers between Flatten and the softmax layer of one unit a class. */
export function denseNetwork(shape: PictureShape, hidden: Layer[]): NetworkSpec {
  const { classes, ...input } = shape;
  return {
    version: 1,
    input: { height: input.height, width: input.width, channels: input.channels },
    layers: [
      { kind: 'flatten' },
      ...hidden,
      { kind: 'dense', units: classes, activation: 'softmax' },
    ],
    classes,
  };
}

/** The lecture's network (6.5): Flatten, Dense 128 relu, Dense 10 softmax. */
export function lectureNetwork(shape: PictureShape): NetworkSpec {
  return denseNetwork(shape, [{ kind: 'dense', units: 128, activation: 'relu' }]);
}

/** A square convolution with relu, one pixel a stride, without padding. */
export const conv2d = (filters: number, kernel: number): Layer => ({
  kind: 'conv2d',
  filters,
  kernel,
  stride: 1,
  padding: 'valid',
  activation: 'relu',
});

/** Halves height and width. */
export const maxPool = { kind: 'maxPool', size: 2, stride: 2, padding: 'valid' } as const;

/** A small convolutional network: 3x3x16, pool, 3x3x32, pool, dense 64. */
export function convolutionalNetwork(shape: PictureShape): NetworkSpec {
  const head = denseNetwork(shape, [{ kind: 'dense', units: 64, activation: 'relu' }]);
  return { ...head, layers: [conv2d(16, 3), maxPool, conv2d(32, 3), maxPool, ...head.layers] };
}

/** Keras's defaults for each optimizer. */
export const defaultOptimizers: { [K in Optimizer['kind']]: Extract<Optimizer, { kind: K }> } = {
  sgd: { kind: 'sgd' },
  momentum: { kind: 'momentum', momentum: 0.9 },
  nesterov: { kind: 'nesterov', momentum: 0.9 },
  rmsprop: { kind: 'rmsprop', rho: 0.9, epsilon: 1e-7 },
  adam: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  adamw: { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 0.004 },
};

export function defaultOptimizer(kind: Optimizer['kind']): Optimizer {
  return defaultOptimizers[kind];
}

/** Keras's default learning rate: 0.01 for the plain descents, 0.001 for the adaptive ones. */
export function defaultLearningRate(kind: Optimizer['kind']): number {
  return kind === 'sgd' || kind === 'momentum' || kind === 'nesterov' ? 0.01 : 0.001;
}

/** The lecture's settings: Adam as Keras has it, batches of 32, 20 epochs (6.6); 5 for Fashion-MNIST (6.8). */
export function lectureTrainSpec(dataset: string): TrainSpec {
  return {
    version: 1,
    dataset,
    trainingLimit: null,
    epochs: dataset === 'fashion-mnist' ? 5 : 20,
    batchSize: 32,
    optimizer: defaultOptimizer('adam'),
    learningRate: defaultLearningRate('adam'),
    schedule: { kind: 'constant' },
    seed: 1,
    l2: 0,
    clipNorm: null,
    classWeights: null,
    augmentation: null,
    earlyStopping: null,
  };
}
