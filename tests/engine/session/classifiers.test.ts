import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { Classifiers, type WeightsOfRun } from '../../../main/engine/session/classifiers.ts';
import { initialWeights } from '../../../main/engine/trainers/initial-weights.ts';
import { loadPortableBackend } from '../../../main/engine/trainers/portable.ts';
import { tf } from '../../../main/engine/trainers/portable/tfjs.ts';
import type { Classifier } from '../../../main/engine/trainers/trainer.ts';
import { network } from './specs.ts';

// The portable engine's tensors can be counted.
const backend = await loadPortableBackend();
const picture = new Uint8Array(784).fill(128);
/** Four weights of the network. */
const tensorsEach = 4;

let classifiers: Classifiers;
let before: number;
beforeEach(() => {
  classifiers = new Classifiers(3);
  before = tf.memory().numTensors;
});

const of = (runId: string, seed: number): WeightsOfRun => ({
  ...{ runId, key: `seed ${seed}`, network },
  weights: async () => initialWeights(network, seed),
});
const damaged = (runId: string): WeightsOfRun => ({
  ...of(runId, 0),
  key: 'damaged',
  weights: () => Promise.reject(new Error('damaged')),
});
const predict = (classifier: Classifier) => classifier.predict(picture, 1);
const classifierCount = () => (tf.memory().numTensors - before) / tensorsEach;

describe('Classifiers', () => {
  it('answer with the weights asked for, however they are asked', async () => {
    const expected = new Map<number, Float32Array>();
    for (const seed of [1, 2, 3, 4]) {
      const classifier = await backend.createClassifier(network, initialWeights(network, seed));
      expected.set(seed, await classifier.predict(picture, 1));
      classifier.dispose();
    }
    const order = [1, 2, 1, 3, 3, 4, 2, 1, 4, 1, 2, 3];
    const oneByOne: Float32Array[] = [];
    for (const seed of order) oneByOne.push(await classifiers.use(backend, of('a', seed), predict));
    const together = await Promise.all(
      order.map((seed) => classifiers.use(backend, of('a', seed), predict)),
    );
    order.forEach((seed, index) => {
      expect(oneByOne[index]).toEqual(expected.get(seed));
      expect(together[index]).toEqual(expected.get(seed));
    });
    classifiers.dispose();
    await sleep(10);
    expect(classifierCount()).toBe(0);
  });

  it('go from epoch to epoch with one, and are three at most for many runs', async () => {
    for (let seed = 0; seed < 20; seed += 1) {
      await classifiers.use(backend, of('a', seed), predict);
      expect(classifierCount()).toBe(1);
    }
    for (const run of ['b', 'c', 'd', 'e', 'f'])
      await classifiers.use(backend, of(run, 1), predict);
    await sleep(10);
    expect(classifierCount()).toBe(3);
    classifiers.drop('f');
    await sleep(10);
    expect(classifierCount()).toBe(2);
    classifiers.dispose();
    await sleep(10);
    expect(classifierCount()).toBe(0);
  });

  it('are freed after their answer where they are dropped meanwhile', async () => {
    const answer = classifiers.use(backend, of('a', 1), async (classifier) => {
      classifiers.drop('a');
      await sleep(10);
      return classifier.predict(picture, 1);
    });
    expect(await answer).toHaveLength(10);
    await sleep(10);
    expect(classifierCount()).toBe(0);
  });

  it('keep nothing of weights that can’t be had, and try again', async () => {
    await expect(classifiers.use(backend, damaged('a'), predict)).rejects.toThrow('damaged');
    expect(classifierCount()).toBe(0);
    await classifiers.use(backend, of('a', 1), predict);
    const failing = [1, 2, 3].map(() => classifiers.use(backend, damaged('a'), predict));
    for (const one of await Promise.allSettled(failing)) expect(one.status).toBe('rejected');
    await sleep(10);
    expect(classifierCount()).toBe(0);
    expect(await classifiers.use(backend, of('a', 1), predict)).toHaveLength(10);
    classifiers.dispose();
  });
});
