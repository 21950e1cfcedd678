import type { Layer, NetworkSpec } from '../../../preload/contract.ts';
import { initialWeights } from '../../../main/engine/trainers/initial-weights.ts';
import { RandomGenerator } from '../../../main/engine/trainers/random.ts';
import type { Weights } from '../../../main/engine/trainers/trainer.ts';
import type { Batch } from './gradient-graph.ts';

export const classes = 3;

/** A small network on 7 x 6 pictures of two channels: these layers, then a softmax layer of three classes. */
export function smallNetwork(hidden: Layer[]): NetworkSpec {
  return {
    version: 1,
    input: { height: 7, width: 6, channels: 2 },
    layers: [...hidden, { kind: 'dense', units: classes, activation: 'softmax' }],
    classes,
  };
}

/** Two of these on 28 x 28 pictures take so long that 20 pictures go at once: see graph/accumulation.ts. */
export const largeConvolution = (activation: 'relu' | 'tanh'): Layer => ({
  kind: 'conv2d',
  filters: 64,
  kernel: 3,
  stride: 1,
  padding: 'same',
  activation,
});

export function randomBatch(network: NetworkSpec, count: number, seed: number): Batch {
  const random = RandomGenerator.seeded(seed, 1);
  const { height, width, channels } = network.input;
  return {
    images: Uint8Array.from({ length: count * height * width * channels }, () => random.below(256)),
    labels: Uint8Array.from({ length: count }, () => random.below(network.classes)),
  };
}

/** Weights with nothing at zero: biases, gammas and moving averages moved by up to a half. */
export function variedWeights(network: NetworkSpec, seed: number): Weights {
  const random = RandomGenerator.seeded(seed, 2);
  return initialWeights(network, seed).map((weight) => ({
    ...weight,
    values: weight.name.endsWith('kernel')
      ? weight.values
      : weight.values.map((value) => value + random.fraction() - 0.5),
  }));
}

const largest = (values: Iterable<number>) => Math.max(...Array.from(values, Math.abs));

/**
 * The largest difference within one tensor, relative to the tensor's largest number; to a hundredth of
 * the largest of all where it is below that: a bias before batchNorm has no gradient but rounding's.
 */
export function relativeDifference(
  actual: Float32Array,
  expected: Float32Array,
  all: Record<string, Float32Array>,
): number {
  const overall = Math.max(...Object.values(all).map(largest));
  const scale = Math.max(largest(expected), overall / 100);
  return largest(actual.map((value, index) => value - expected[index]!)) / scale;
}
