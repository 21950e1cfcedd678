import { describe, expect, it } from 'vitest';
import * as engine from '../../../main/engine/graph/keras-defaults.ts';
import { lectureTrainSpec } from '../../../main/engine/network/presets.ts';
import { weightInfos } from '../../../main/engine/network/parameters.ts';
import { outputShapes, sizeOf } from '../../../main/engine/network/shapes.ts';
import type { Layer, NamedTensor, NetworkSpec } from '../../../preload/contract.ts';
import {
  activate,
  leakyReluSlope,
  softmax,
  unitActivations,
} from '../../../renderer/screens/network/activation.ts';
import {
  exampleInput,
  exampleNetwork,
  exampleWeights,
} from '../../../renderer/screens/network/example/example.ts';
import { forward } from '../../../renderer/screens/network/example/forward.ts';
import { inkOf, type Inspection } from '../../../renderer/screens/network/inside/inspection.ts';
import {
  batchNormEpsilon,
  resultOf,
  workingOf,
} from '../../../renderer/screens/network/inside/working.ts';
import { runListing, tf } from './network-tfjs.ts';

/** Mulberry32 (Tommy Ettinger): numbers that are the same in every run. */
function randomNumbers(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  });
}

/** What TensorFlow.js makes of a picture with these layers and random weights. */
async function inspect(layers: Layer[]): Promise<Inspection> {
  const network: NetworkSpec = {
    version: 1,
    input: { height: 7, width: 6, channels: 2 },
    layers,
    classes: 3,
  };
  const model = (await runListing(network, lectureTrainSpec('mnist'))).createModel();
  const weights: NamedTensor[] = weightInfos(network).map(({ name, shape, kind }, k) => {
    const values = randomNumbers(sizeOf(shape), k + 1);
    // A variance is not below 0.
    return { name, shape, values: kind === 'movingVariance' ? values : values.map((v) => v - 0.5) };
  });
  model.layers.forEach((layer, k) => {
    const own = weights.filter(({ name }) => name.startsWith(`${k}/`));
    layer.setWeights(own.map(({ shape, values }) => tf.tensor(values, shape)));
  });
  const input = randomNumbers(7 * 6 * 2, 99);
  const inside = tf.model({
    inputs: model.inputs,
    outputs: model.layers.map(({ output }) => output as never),
  });
  const outputs = inside.predict(tf.tensor(input, [1, 7, 6, 2])) as ReturnType<typeof tf.tensor>[];
  const shapes = outputShapes(network);
  const activations = await Promise.all(
    outputs.map(async (output, k) => ({
      name: `${k}`,
      shape: shapes[k]!,
      values: (await output.data()) as Float32Array,
    })),
  );
  const probabilities = activations.at(-1)!.values;
  return { network, input, activations, logits: probabilities, probabilities, weights };
}

/** Compares every number of every layer with its working. */
function expectAllWorked(inspection: Inspection): number {
  let compared = 0;
  inspection.activations.forEach(({ shape, values }, layer) => {
    const channels = shape.at(-1)!;
    values.forEach((value, index) => {
      const place = { layer, unit: index % channels, position: Math.floor(index / channels) };
      const working = workingOf(inspection, place);
      expect(working.output).toBe(value);
      expect(resultOf(working)).toBeCloseTo(value, 4);
      compared += 1;
    });
  });
  return compared;
}

const ending: Layer[] = [
  { kind: 'flatten' },
  { kind: 'dense', units: 5, activation: 'tanh' },
  { kind: 'dense', units: 3, activation: 'softmax' },
];

describe('the working of a unit', () => {
  it('comes to TensorFlow’s numbers in convolutions, poolings and dense layers', async () => {
    const inspection = await inspect([
      { kind: 'conv2d', filters: 4, kernel: 3, stride: 1, padding: 'same', activation: 'elu' },
      { kind: 'batchNorm' },
      { kind: 'maxPool', size: 2, stride: 2, padding: 'same' },
      { kind: 'dropout', rate: 0.5 },
      ...ending,
    ]);
    expect(expectAllWorked(inspection)).toBeGreaterThan(400);
  });

  it('counts windows and strides as TensorFlow does, with either padding', async () => {
    for (const padding of ['same', 'valid'] as const) {
      const inspection = await inspect([
        { kind: 'conv2d', filters: 2, kernel: 2, stride: 2, padding, activation: 'sigmoid' },
        { kind: 'averagePool', size: 2, stride: 1, padding },
        ...ending,
      ]);
      expectAllWorked(inspection);
    }
  });

  it('shares its constants with the engine', () => {
    expect(leakyReluSlope).toBe(engine.leakyReluSlope);
    expect(batchNormEpsilon).toBe(engine.batchNormEpsilon);
  });
});

describe('activation functions', () => {
  it('are Keras’s', () => {
    const at = (z: number) => unitActivations.map((name) => activate(name, z));
    expect(at(-1)).toEqual([0, 1 / (1 + Math.E), Math.tanh(-1), -1, -0.2, Math.expm1(-1)]);
    expect(at(2)).toEqual([2, 1 / (1 + Math.exp(-2)), Math.tanh(2), 2, 2, 2]);
  });

  it('softmax adds up to 1, also where e to the sum is too large for a number', () => {
    const probabilities = softmax([1000, 1001, 999]);
    expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
    expect(probabilities[1]).toBeCloseTo(0.6652, 4);
  });
});

describe('the example of three classes', () => {
  const answerTo = (input: readonly number[]) => {
    const { probabilities } = forward(exampleNetwork, exampleWeights, input);
    return probabilities.indexOf(Math.max(...probabilities));
  };

  it('gives the lecture’s numbers', () => {
    const inspection = forward(exampleNetwork, exampleWeights, exampleInput);
    expect(Array.from(inspection.probabilities, (p) => p.toFixed(4))).toEqual([
      '0.0068',
      '0.1592',
      '0.8340',
    ]);
    expectAllWorked(inspection);
  });

  it('tells all lines of two black pixels apart', () => {
    const lines = { 0: ['1100', '0011'], 1: ['1001', '0110'], 2: ['1010', '0101'] };
    for (const [answer, pictures] of Object.entries(lines)) {
      for (const picture of pictures) {
        expect(answerTo([...picture].map(Number))).toBe(Number(answer));
      }
    }
  });
});

describe('the ink of an activation', () => {
  it('goes from paper at 0, or the lowest below it, to ink at the highest', () => {
    expect([0, 1, 4].map(inkOf([0, 1, 4]))).toEqual([0, 0.25, 1]);
    expect([-1, 0, 1].map(inkOf([-1, 0, 1]))).toEqual([0, 0.5, 1]);
    expect(inkOf([0, 0])(0)).toBe(0);
  });
});
