import type { Optimizer as TfjsOptimizer } from '@tensorflow/tfjs-node';
import { describe, expect, it } from 'vitest';
import type { Optimizer, TrainSpec } from '../../../preload/contract.ts';
import { defaultOptimizer, lectureTrainSpec } from '../../../main/engine/network/presets.ts';
import { initialWeights } from '../../../main/engine/trainers/initial-weights.ts';
import { loadNativeBackend } from '../../../main/engine/trainers/native.ts';
import { epochOrder } from '../../../main/engine/trainers/permutation.ts';
import { loadTensorFlow } from '../../../main/engine/trainers/tfjs-node.ts';
import type { LabelledImages, Weights } from '../../../main/engine/trainers/trainer.ts';
import { referenceGradients, withVariables } from './reference.ts';
import { randomBatch, smallNetwork } from './samples.ts';

const { tf } = loadTensorFlow(1);
const backend = await loadNativeBackend({ threads: 1 });

const network = smallNetwork([
  { kind: 'flatten' },
  { kind: 'dense', units: 5, activation: 'tanh' },
]);
const batchSize = 8;
const steps = 10;
const batch = randomBatch(network, batchSize * steps, 5);
const training: LabelledImages = { count: batch.labels.length, ...batch };

const specification = (optimizer: Optimizer, more: Partial<TrainSpec> = {}): TrainSpec => ({
  ...lectureTrainSpec('mnist'),
  epochs: 1,
  batchSize,
  learningRate: 0.01,
  optimizer,
  ...more,
});

/** The weights after one epoch of ten steps. */
async function trained(train: TrainSpec): Promise<Weights> {
  const trainer = await backend.createTrainer({ network, train, training, validation: training });
  trainer.beginEpoch();
  while (await trainer.advance(50));
  expect(trainer.step).toBe(steps);
  const weights = await trainer.weights();
  trainer.dispose();
  return weights;
}

/** The pictures of each step. */
function batches({ seed }: TrainSpec) {
  const order = epochOrder(seed, 0, training.count);
  const size = batch.images.length / training.count;
  return Array.from({ length: steps }, (_, step) => {
    const rows = [...order.subarray(step * batchSize, (step + 1) * batchSize)];
    return {
      images: Uint8Array.from(
        rows.flatMap((row) => [...batch.images.subarray(row * size, (row + 1) * size)]),
      ),
      labels: Uint8Array.from(rows, (row) => batch.labels[row]!),
    };
  });
}

/** The same ten steps with tfjs's gradients, changed by `change` into what is taken off each weight. */
function stepwise(
  train: TrainSpec,
  change: (gradients: Map<string, Float32Array>, weights: Weights, step: number) => void,
): Weights {
  const weights = initialWeights(network, train.seed);
  batches(train).forEach((pictures, step) => {
    const all = referenceGradients(tf, network, pictures, weights);
    const gradients = new Map(weights.map(({ name }) => [name, all[name]!]));
    change(gradients, weights, step);
  });
  return weights;
}

/** The ten steps move weights by about 0.1; tfjs's Adam adds its epsilon at another place. */
const tolerance = 4e-5;

function expectClose(actual: Weights, expected: Weights): void {
  expect(actual.map(({ name }) => name)).toEqual(expected.map(({ name }) => name));
  actual.forEach(({ name, values }, index) => {
    values.forEach((value, at) => {
      expect(Math.abs(value - expected[index]!.values[at]!), `${name}[${at}]`).toBeLessThan(
        tolerance,
      );
    });
  });
}

describe('ten steps equal tfjs’s optimizers', () => {
  const cases: [Optimizer, () => TfjsOptimizer][] = [
    [{ kind: 'sgd' }, () => tf.train.sgd(0.01)],
    [{ kind: 'momentum', momentum: 0.8 }, () => tf.train.momentum(0.01, 0.8)],
    [{ kind: 'nesterov', momentum: 0.8 }, () => tf.train.momentum(0.01, 0.8, true)],
    [{ kind: 'rmsprop', rho: 0.85, epsilon: 1e-7 }, () => tf.train.rmsprop(0.01, 0.85, 0, 1e-7)],
    [
      { kind: 'adam', beta1: 0.85, beta2: 0.99, epsilon: 1e-7 },
      () => tf.train.adam(0.01, 0.85, 0.99, 1e-7),
    ],
  ];
  it.each(cases)('$kind', async (optimizer, create) => {
    const train = specification(optimizer);
    const reference = create();
    const expected = withVariables(tf, initialWeights(network, train.seed), (variables) => {
      for (const pictures of batches(train)) {
        const now = [...variables].map(([name, variable]) => ({
          name,
          shape: variable.shape,
          values: variable.dataSync() as Float32Array,
        }));
        const gradients = referenceGradients(tf, network, pictures, now);
        tf.tidy(() => {
          reference.applyGradients(
            Object.fromEntries(
              [...variables].map(([name, variable]) => [
                variable.name,
                tf.tensor(gradients[name]!, variable.shape),
              ]),
            ),
          );
        });
      }
      return [...variables].map(([name, variable]) => ({
        name,
        shape: variable.shape,
        values: variable.dataSync() as Float32Array,
      }));
    });
    reference.dispose();
    expectClose(await trained(train), expected);
  });
});

describe('what tfjs has no optimizer for', () => {
  it('decays weights in AdamW apart from the moments', async () => {
    const train = specification({
      kind: 'adamw',
      beta1: 0.9,
      beta2: 0.99,
      epsilon: 1e-7,
      weightDecay: 0.3,
    });
    const moments = new Map<string, { m: Float64Array; v: Float64Array }>();
    const expected = stepwise(train, (gradients, weights, step) => {
      const rate = (0.01 * Math.sqrt(1 - 0.99 ** (step + 1))) / (1 - 0.9 ** (step + 1));
      for (const { name, values } of weights) {
        const g = gradients.get(name)!;
        const { m, v } = moments.get(name) ?? {
          m: new Float64Array(g.length),
          v: new Float64Array(g.length),
        };
        moments.set(name, { m, v });
        values.forEach((value, i) => {
          m[i] = 0.9 * m[i]! + 0.1 * g[i]!;
          v[i] = 0.99 * v[i]! + 0.01 * g[i]! ** 2;
          values[i] = value - 0.01 * 0.3 * value - (rate * m[i]!) / (Math.sqrt(v[i]!) + 1e-7);
        });
      }
    });
    expectClose(await trained(train), expected);
  });

  const descend = (weights: Weights, gradients: Map<string, Float32Array>, factor = 1) => {
    for (const { name, values } of weights) {
      gradients.get(name)!.forEach((g, i) => (values[i] = values[i]! - 0.01 * factor * g));
    }
  };

  it('punishes kernels, not biases, by twice l2 times the weight', async () => {
    const train = specification({ kind: 'sgd' }, { l2: 0.2 });
    const expected = stepwise(train, (gradients, weights) => {
      for (const { name, values } of weights.filter(({ name }) => name.endsWith('kernel'))) {
        gradients.set(
          name,
          gradients.get(name)!.map((g, i) => g + 2 * 0.2 * values[i]!),
        );
      }
      descend(weights, gradients);
    });
    expectClose(await trained(train), expected);
  });

  it('clips all gradients together by their norm, and only above it', async () => {
    const norms: number[] = [];
    const train = (clipNorm: number) => specification({ kind: 'sgd' }, { clipNorm });
    const clipped = (clipNorm: number) =>
      stepwise(train(clipNorm), (gradients, weights) => {
        const norm = Math.hypot(...[...gradients.values()].map((g) => Math.hypot(...g)));
        norms.push(norm);
        descend(weights, gradients, Math.min(1, clipNorm / norm));
      });
    clipped(Infinity);
    const limit = norms.splice(0).sort((a, b) => a - b)[steps / 2]!;
    expectClose(await trained(train(limit)), clipped(limit));
    // The test says something only if some steps were clipped and some were not.
    expect(norms.some((norm) => norm > limit) && norms.some((norm) => norm < limit)).toBe(true);
  });

  it('weighs classes, dividing by the number of pictures as Keras does', async () => {
    const classWeights = [0.5, 2, 1];
    const train = specification({ kind: 'sgd' }, { classWeights });
    const expected = stepwise(train, () => undefined);
    batches(train).forEach((pictures) => {
      // The weighted gradient, put together from each class's pictures alone.
      const sum = new Map(expected.map(({ name, values }) => [name, values.map(() => 0)]));
      classWeights.forEach((factor, label) => {
        const size = pictures.images.length / pictures.labels.length;
        const rows = [...pictures.labels.keys()].filter((row) => pictures.labels[row] === label);
        if (rows.length === 0) return;
        const part = {
          labels: Uint8Array.from(rows, () => label),
          images: Uint8Array.from(
            rows.flatMap((row) => [...pictures.images.subarray(row * size, (row + 1) * size)]),
          ),
        };
        const gradients = referenceGradients(tf, network, part, expected);
        for (const [name, total] of sum) {
          const share = (factor * rows.length) / batchSize;
          gradients[name]!.forEach((g, i) => (total[i] = total[i]! + share * g));
        }
      });
      descend(expected, sum);
    });
    expectClose(await trained(train), expected);
  });
});

/**
 * By hand. One white pixel (x = 1) of class 0, weights 0: p = (½, ½), so ∂L/∂W = ∂L/∂b = p - (1, 0) =
 * (-½, ½) =: g. All four numbers move alike, so after one step z₀ - z₁ = 2 (w₀ - w₁).
 *
 * With η = 0.1: SGD w = -η g = (0.05, -0.05). Then z = (0.1, -0.1), p₀ = 1 / (1 + e^-0.2) = 0.5498340,
 * g = (p₀ - 1, 1 - p₀) = (-0.4501660, 0.4501660), and
 *   SGD       w₀ = 0.05 + 0.0450166 = 0.0950166
 *   momentum  m = 0.9 · 0.05 + 0.0450166 = 0.0900166; w₀ = 0.1400166
 *   Nesterov  first m = 0.05, w₀ = 0.9 · 0.05 + 0.05 = 0.095; then g₀ = -0.4061269,
 *             m = 0.9 · 0.05 + 0.0406127 = 0.0856127, w₀ = 0.095 + 0.9 · 0.0856127 + 0.0406127 = 0.2126641
 *   RMSprop   first v = 0.1 · 0.25 = 0.025, w₀ = 0.1 · 0.5 / √0.025 = 0.3162271 with ε; then
 *             g₀ = -0.2201301, v = 0.9 · 0.025 + 0.1 · 0.0484573 = 0.0273457,
 *             w₀ = 0.3162271 + 0.1 · 0.2201301 / √0.0273457 = 0.4493442
 *   Adam      first m / √v with both corrections is ±1, w₀ = 0.1; then g₀ = -0.4013123,
 *             m = -0.9 · 0.05 - 0.1 · 0.4013123 = -0.0851312,
 *             v = 0.999 · 0.00025 + 0.001 · 0.1610516 = 0.0004108,
 *             α = 0.1 · √(1 - 0.999²) / (1 - 0.9²) = 0.0235317,
 *             w₀ = 0.1 + 0.0235317 · 0.0851312 / √0.0004108 = 0.1988379
 *   AdamW     the same, but the second step first takes 0.1 · 0.004 · 0.1 = 0.00004 away: w₀ = 0.1987979
 */
describe('hand-worked numbers', () => {
  const cases: [Optimizer['kind'], number, number][] = [
    ['sgd', 1, 0.05],
    ['sgd', 2, 0.0950166],
    ['momentum', 2, 0.1400166],
    ['nesterov', 1, 0.095],
    ['nesterov', 2, 0.2126641],
    ['rmsprop', 1, 0.3162271],
    ['rmsprop', 2, 0.4493442],
    ['adam', 1, 0.1],
    ['adam', 2, 0.1988379],
    ['adamw', 1, 0.1],
    ['adamw', 2, 0.1987979],
  ];
  it.each(cases)('%s after %i steps', async (kind, epochs, expected) => {
    const pixel: LabelledImages = {
      count: 1,
      images: Uint8Array.of(255),
      labels: Uint8Array.of(0),
    };
    const trainer = await backend.createTrainer({
      network: {
        version: 1,
        input: { height: 1, width: 1, channels: 1 },
        layers: [{ kind: 'flatten' }, { kind: 'dense', units: 2, activation: 'softmax' }],
        classes: 2,
      },
      train: specification(defaultOptimizer(kind), { learningRate: 0.1, epochs, batchSize: 1 }),
      training: pixel,
      validation: pixel,
      initialWeights: [
        { name: '1/kernel', shape: [1, 2], values: new Float32Array(2) },
        { name: '1/bias', shape: [2], values: new Float32Array(2) },
      ],
    });
    for (let epoch = 0; epoch < epochs; epoch += 1) {
      trainer.beginEpoch();
      while (await trainer.advance(50));
    }
    for (const { values } of await trainer.weights()) {
      expect(values[0]).toBeCloseTo(expected, 5);
      expect(values[1]).toBeCloseTo(-expected, 5);
    }
    trainer.dispose();
  });
});
