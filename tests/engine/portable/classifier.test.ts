import { beforeAll, describe, expect, it } from 'vitest';
import type { NetworkSpec } from '../../../preload/contract.ts';
import { loadPortableBackend } from '../../../main/engine/trainers/portable.ts';
import { tf } from '../../../main/engine/trainers/portable/tfjs.ts';
import type { Backend, Weights } from '../../../main/engine/trainers/trainer.ts';

let backend: Backend;
beforeAll(async () => {
  backend = await loadPortableBackend();
});

/** Convolution, pooling, flatten, dense: small enough to work by hand. */
const network: NetworkSpec = {
  version: 1,
  input: { height: 3, width: 3, channels: 1 },
  layers: [
    { kind: 'conv2d', filters: 1, kernel: 2, stride: 1, padding: 'valid', activation: 'relu' },
    { kind: 'maxPool', size: 2, stride: 2, padding: 'valid' },
    { kind: 'flatten' },
    { kind: 'dense', units: 2, activation: 'softmax' },
  ],
  classes: 2,
};
const tensor = (name: string, shape: number[], ...values: number[]) => ({
  name,
  shape,
  values: Float32Array.from(values),
});
const weights: Weights = [
  // Upper left minus lower right.
  tensor('0/kernel', [2, 2, 1, 1], 1, 0, 0, -1),
  tensor('0/bias', [1], 0.1),
  tensor('3/kernel', [1, 2], 1, -1),
  tensor('3/bias', [2], 0, 0),
];
// prettier-ignore
const picture = Uint8Array.of(
  255, 0, 51,
  0, 102, 0,
  0, 255, 0,
);

describe('the portable classifier', () => {
  it('answers with convolutions, as worked by hand', async () => {
    const classifier = await backend.createClassifier(network, weights);
    const { activations: outputs, logits } = await classifier.inspect(picture);
    expect(outputs.map(({ shape }) => shape)).toEqual([[2, 2, 1], [1, 1, 1], [1], [2]]);
    // 1 - 0.4 + 0.1, 0 - 0 + 0.1; 0 - 1 + 0.1 below zero, 0.4 - 0 + 0.1
    [0.7, 0.1, 0, 0.5].forEach((value, i) => {
      expect(outputs[0]!.values[i]).toBeCloseTo(value, 6);
    });
    expect(outputs[1]!.values[0]).toBeCloseTo(0.7, 6);
    [0.7, -0.7].forEach((value, i) => expect(logits[i]).toBeCloseTo(value, 6));
    // softmax of (0.7, -0.7): 1 / (1 + e^-1.4)
    const expected = 1 / (1 + Math.exp(-1.4));
    expect(outputs[3]!.values[0]).toBeCloseTo(expected, 6);
    const probabilities = await classifier.predict(Uint8Array.of(...picture, ...picture), 2);
    [expected, 1 - expected, expected, 1 - expected].forEach((value, i) => {
      expect(probabilities[i]).toBeCloseTo(value, 6);
    });
    classifier.dispose();
  });

  it('keeps no tensor', async () => {
    const before = tf.memory().numTensors;
    const classifier = await backend.createClassifier(network, weights);
    await classifier.inspect(picture);
    await classifier.setWeights(weights);
    await classifier.predict(picture, 1);
    classifier.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses weights of another network', async () => {
    const creating = backend.createClassifier(network, weights.slice(1));
    await expect(creating).rejects.toThrow('0/kernel');
  });
});
