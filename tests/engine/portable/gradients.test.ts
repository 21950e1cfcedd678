import { beforeAll, describe, expect, it } from 'vitest';
import { activations, type Layer, type NetworkSpec } from '../../../preload/contract.ts';
import { initialWeights } from '../../../main/engine/trainers/initial-weights.ts';
import { batchGradients } from '../../../main/engine/trainers/portable/gradients.ts';
import { PortableNetwork } from '../../../main/engine/trainers/portable/network.ts';
import { startWebAssembly, tf } from '../../../main/engine/trainers/portable/tfjs.ts';
import { RandomGenerator } from '../../../main/engine/trainers/random.ts';

const output: Layer = { kind: 'dense', units: 3, activation: 'softmax' };
const flatten: Layer = { kind: 'flatten' };
const norm: Layer = { kind: 'batchNorm' };

function networkOf(...layers: Layer[]): NetworkSpec {
  return {
    version: 1,
    input: { height: 6, width: 5, channels: 2 },
    layers: [...layers, output],
    classes: 3,
  };
}

const networks: [string, NetworkSpec][] = [
  ...activations
    .filter((activation) => activation !== 'softmax')
    .map((activation): [string, NetworkSpec] => [
      activation,
      networkOf(flatten, { kind: 'dense', units: 7, activation }),
    ]),
  ['two hidden layers', networkOf(flatten, dense(6), dense(5))],
  ['dropout', networkOf(flatten, dense(9), { kind: 'dropout', rate: 0.4 })],
  ['batchNorm of units', networkOf(flatten, dense(6), norm)],
  ['batchNorm of pictures', networkOf(norm, flatten)],
  // Windows of 2 whose largest value is below zero, windows of 3 that overlap and reach over the border.
  ...[2, 3].flatMap((size) =>
    (['same', 'valid'] as const).flatMap((padding): [string, NetworkSpec][] => {
      const pool = { size, stride: 2, padding };
      return [
        [`maxPool ${size} ${padding}`, networkOf(norm, { kind: 'maxPool', ...pool }, flatten)],
        [
          `averagePool ${size} ${padding}`,
          networkOf(norm, { kind: 'averagePool', ...pool }, flatten),
        ],
      ];
    }),
  ),
];

function dense(units: number): Layer {
  return { kind: 'dense', units, activation: 'tanh' };
}

const random = RandomGenerator.seeded(7, 0);
const batch = {
  values: new Float32Array(8 * 60).map(() => random.fraction()),
  labels: Uint8Array.of(0, 1, 2, 2, 1, 0, 1, 2),
};
const plain = { l2: 0, clipNorm: null, classWeights: null };
const step = { seed: 3, step: 5 };

/** The loss that the gradients are of: mean cross-entropy, in training. */
function lossOf(network: PortableNetwork, spec: NetworkSpec): number {
  return batchGradients(network, spec, plain, batch, step).lossSum / batch.labels.length;
}

/** Central difference of the loss by one weight. */
function difference(
  network: PortableNetwork,
  spec: NetworkSpec,
  values: Float32Array,
  i: number,
): number {
  const width = 4e-3;
  const before = values[i]!;
  const losses = [before + width, before - width].map((value) => {
    values[i] = value;
    network.upload();
    return lossOf(network, spec);
  });
  values[i] = before;
  network.upload();
  return (losses[0]! - losses[1]!) / (2 * width);
}

beforeAll(startWebAssembly);

describe('gradients', () => {
  it.each(networks)('are the slope of the loss: %s', (_name, spec) => {
    const network = new PortableNetwork(spec, initialWeights(spec, 1));
    const { gradients } = batchGradients(network, spec, plain, batch, step);
    expect([...gradients.keys()].sort()).toEqual(network.trainable.map(({ name }) => name).sort());
    for (const { name, values } of network.trainable) {
      const gradient = gradients.get(name)!;
      expect(gradient.length).toBe(values.length);
      const largest = Math.max(...gradient.map(Math.abs));
      // The bias before a normalisation has no slope; every other weight has.
      expect(largest > 1e-4 || spec.layers[1] === norm || spec.layers[2] === norm).toBe(true);
      const stride = Math.max(1, Math.floor(values.length / 12));
      for (let i = 0; i < values.length; i += stride) {
        const expected = difference(network, spec, values, i);
        expect(Math.abs(gradient[i]! - expected), `${name}[${i}]`).toBeLessThan(
          2e-4 + 0.01 * largest,
        );
      }
    }
    network.dispose();
  });

  it('have the penalty of the kernels added: 2 · l2 · w', () => {
    const spec = networkOf(flatten);
    const network = new PortableNetwork(spec, initialWeights(spec, 1));
    const without = batchGradients(network, spec, plain, batch, step).gradients;
    const punished = batchGradients(network, spec, { ...plain, l2: 0.5 }, batch, step).gradients;
    const kernel = network.trainable[0]!.values;
    const expected = without.get('1/kernel')!.map((g, i) => g + kernel[i]!);
    punished.get('1/kernel')!.forEach((g, i) => expect(g).toBeCloseTo(expected[i]!, 6));
    expect(punished.get('1/bias')).toEqual(without.get('1/bias'));
    network.dispose();
  });

  it('are scaled down together to the clipping norm, and left alone below it', () => {
    const spec = networkOf(flatten);
    const network = new PortableNetwork(spec, initialWeights(spec, 1));
    const of = (clipNorm: number | null) =>
      [...batchGradients(network, spec, { ...plain, clipNorm }, batch, step).gradients.values()]
        .map((gradient) => [...gradient])
        .flat();
    const full = of(null);
    const norm = Math.hypot(...full);
    expect(of(norm * 2)).toEqual(full);
    const clipped = of(norm / 4);
    expect(Math.hypot(...clipped)).toBeCloseTo(norm / 4, 5);
    clipped.forEach((g, i) => expect(g).toBeCloseTo(full[i]! / 4, 5));
    network.dispose();
  });

  it('weigh the classes by their factors', () => {
    const spec = networkOf(flatten);
    const network = new PortableNetwork(spec, initialWeights(spec, 1));
    // All weight on the pictures of class 1: as if those three of the eight were the batch.
    const weighed = { ...plain, classWeights: [0, 8 / 3, 0] };
    const gradients = batchGradients(network, spec, weighed, batch, step).gradients;
    const chosen = [1, 4, 6];
    const only = {
      values: Float32Array.from(
        chosen.flatMap((i) => [...batch.values.subarray(i * 60, (i + 1) * 60)]),
      ),
      labels: Uint8Array.of(1, 1, 1),
    };
    const expected = batchGradients(network, spec, plain, only, step).gradients;
    for (const [name, values] of gradients) {
      values.forEach((g, i) => expect(g).toBeCloseTo(expected.get(name)![i]!, 5));
    }
    network.dispose();
  });

  it('leave no tensor behind', () => {
    const spec = networkOf(norm, flatten, dense(4), { kind: 'dropout', rate: 0.5 });
    const before = tf.memory().numTensors;
    const network = new PortableNetwork(spec, initialWeights(spec, 1));
    batchGradients(network, spec, plain, batch, step);
    expect(tf.memory().numTensors - before).toBe(network.weights.length);
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
