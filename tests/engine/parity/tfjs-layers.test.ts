import type { Optimizer as LayersOptimizer } from '@tensorflow/tfjs-node';
import { describe, expect, it } from 'vitest';
import type { NetworkSpec, Optimizer } from '../../../preload/contract.ts';
import { defaultLearningRate } from '../../../main/engine/network/presets.ts';
import { initialWeights } from '../../../main/engine/trainers/initial-weights.ts';
import { loadNativeBackend } from '../../../main/engine/trainers/native.ts';
import { epochOrder } from '../../../main/engine/trainers/permutation.ts';
import { loadTensorFlow } from '../../../main/engine/trainers/tfjs-node.ts';
import type { LabelledImages } from '../../../main/engine/trainers/trainer.ts';
import { largeConvolution, randomBatch } from '../graph/samples.ts';
import { lecture, settings } from '../portable/mnist.ts';
import { layersModel, weightsOf } from './layers-model.ts';

const { tf } = loadTensorFlow(2);
const backend = await loadNativeBackend();

const steps = 10;
const batchSize = 32;
const count = steps * batchSize;

const convolutional: NetworkSpec = {
  ...lecture,
  layers: [
    { kind: 'conv2d', filters: 6, kernel: 3, stride: 2, padding: 'same', activation: 'relu' },
    { kind: 'batchNorm' },
    { kind: 'maxPool', size: 2, stride: 2, padding: 'valid' },
    { kind: 'conv2d', filters: 8, kernel: 3, stride: 1, padding: 'valid', activation: 'elu' },
    { kind: 'averagePool', size: 2, stride: 1, padding: 'same' },
    { kind: 'flatten' },
    { kind: 'dense', units: 20, activation: 'tanh' },
    { kind: 'batchNorm' },
    { kind: 'dense', units: 10, activation: 'softmax' },
  ],
};
/**
 * Noise, not digits. Where their black is pooled, which of four equal numbers is the largest is rounding's
 * choice; and at a margin that hardly any digit touches, Adam makes whole steps of 10⁻¹⁰ of a gradient.
 */
const training: LabelledImages = { count, ...randomBatch(lecture, count, 5) };

const conv64 = largeConvolution('tanh');
/** Whose batches of 32 are too much for one run: see graph/accumulation.ts. */
const large: NetworkSpec = {
  ...lecture,
  layers: [
    conv64,
    conv64,
    { kind: 'averagePool', size: 2, stride: 2, padding: 'valid' },
    { kind: 'flatten' },
    { kind: 'dense', units: 10, activation: 'softmax' },
  ],
};

const networks: [string, NetworkSpec, number][] = [
  ['the lecture’s network', lecture, 0],
  ['the lecture’s network with a penalty', lecture, 0.01],
  ['convolutions, pools and batchNorm', convolutional, 0],
  ['a large network, its steps in pieces', large, 0.001],
];

/**
 * Every optimizer of Mebae's that tfjs-layers has, with Keras's default rates. All definitions are the same
 * but Adam's: tfjs adds ε to the root of the corrected second moment, Keras and Mebae to that of the moment
 * as it is (section 2 of Kingma and Ba), where it counts 1 / √(1 - β₂ᵗ) times as much. The smallest ε that
 * Mebae takes counts in neither.
 */
const optimizers: [Optimizer, (rate: number) => LayersOptimizer][] = [
  [{ kind: 'sgd' }, (rate) => tf.train.sgd(rate)],
  [{ kind: 'momentum', momentum: 0.9 }, (rate) => tf.train.momentum(rate, 0.9)],
  [{ kind: 'nesterov', momentum: 0.9 }, (rate) => tf.train.momentum(rate, 0.9, true)],
  [{ kind: 'rmsprop', rho: 0.9, epsilon: 1e-7 }, (rate) => tf.train.rmsprop(rate, 0.9, 0, 1e-7)],
  [
    { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-12 },
    (rate) => tf.train.adam(rate, 0.9, 0.999, 1e-12),
  ],
];

/** In the order of the first epoch, as tfjs-layers takes them: x of 0 to 1, y the class. */
function ordered(seed: number) {
  const { images, labels } = training;
  const order = [...epochOrder(seed, 0, count)];
  const size = images.length / count;
  const pixels = order.flatMap((row) => [...images.subarray(row * size, (row + 1) * size)]);
  const scaled = pixels.map((byte) => byte / 255);
  const classes = order.map((row) => labels[row]!);
  return { x: tf.tensor4d(scaled, [count, 28, 28, 1]), y: tf.tensor2d(classes, [count, 1]) };
}

const norm = (values: Float32Array) =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

describe.each(networks)(
  'ten steps equal those of model.fit in tfjs-layers: %s',
  (_, network, l2) => {
    it.each(optimizers)('$kind', async (optimizer, create) => {
      // A large network makes more of rounding's differences, and at the full rate others of them.
      const [rateShare, tolerance] = network === large ? [0.01, 2e-4] : [1, 5e-5];
      const learningRate = rateShare * defaultLearningRate(optimizer.kind);
      const train = settings({ optimizer, learningRate, batchSize, epochs: 1, l2 });
      const before = initialWeights(network, train.seed);
      const model = layersModel(tf, network, before, l2);
      model.compile({ optimizer: create(learningRate), loss: 'sparseCategoricalCrossentropy' });
      const { x, y } = ordered(train.seed);
      await model.fit(x, y, { batchSize, epochs: 1, shuffle: false, verbose: 0 });
      const expected = weightsOf(model, before);
      tf.dispose([x, y]);
      model.dispose();

      const options = { network, train, training, validation: training, initialWeights: before };
      const trainer = await backend.createTrainer(options);
      trainer.beginEpoch();
      while (await trainer.advance(50));
      expect(trainer.step).toBe(steps);
      const actual = await trainer.weights();
      trainer.dispose();

      expect(actual.map(({ name, shape }) => [name, shape])).toEqual(
        expected.map(({ name, shape }) => [name, shape]),
      );
      actual.forEach(({ name, values }, index) => {
        const other = expected[index]!.values;
        // Of how far the steps have moved the tensor, not of how large it is.
        const moved = norm(other.map((value, at) => value - before[index]!.values[at]!));
        const off = norm(values.map((value, at) => value - other[at]!));
        expect(off / moved, name).toBeLessThan(tolerance);
      });
    });
  },
);
