import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { NetworkSpec } from '../../../preload/contract.ts';
import { loadPortableBackend } from '../../../main/engine/trainers/portable.ts';
import { tf } from '../../../main/engine/trainers/portable/tfjs.ts';
import type { Backend, LabelledImages } from '../../../main/engine/trainers/trainer.ts';
import { lecture, mnist, settings, trainEpoch } from './mnist.ts';

let backend: Backend;
let data: { training: LabelledImages; validation: LabelledImages };
const listeners = () =>
  ['uncaughtException', 'unhandledRejection'].map((event) => process.listenerCount(event));

beforeAll(async () => {
  const fetching = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no network'));
  const before = listeners();
  backend = await loadPortableBackend({ threads: 2 });
  expect(listeners()).toEqual(before);
  expect(fetching).not.toHaveBeenCalled();
  fetching.mockRestore();
  data = await mnist(5000, 1000);
});

/** All that is random or has a state, at once. */
const eventful: NetworkSpec = {
  ...lecture,
  layers: [
    { kind: 'flatten' },
    { kind: 'dense', units: 16, activation: 'relu' },
    { kind: 'batchNorm' },
    { kind: 'dropout', rate: 0.3 },
    { kind: 'dense', units: 10, activation: 'softmax' },
  ],
};
const eventfulSettings = settings({
  epochs: 3,
  schedule: { kind: 'cosine' },
  augmentation: { shift: 2, rotate: 10, flip: true },
  optimizer: { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 0.004 },
});

function small(count: number): LabelledImages {
  const { images, labels } = data.training;
  return { count, images: images.slice(0, count * 784), labels: labels.slice(0, count) };
}

describe('the portable trainer', () => {
  it('says what it is', () => {
    expect(backend).toMatchObject({ kind: 'portable', version: '4.22.0', threads: 1 });
  });

  it('learns to read digits', async () => {
    const trainer = await backend.createTrainer({ network: lecture, train: settings(), ...data });
    const untrained = await trainer.validate();
    // Ten classes at random.
    expect(untrained.accuracy).toBeLessThan(0.3);
    const first = await trainEpoch(trainer);
    const second = await trainEpoch(trainer);
    const trained = await trainer.validate();
    expect(second.lossSum).toBeLessThan(first.lossSum / 1.5);
    expect(trained.accuracy).toBeGreaterThan(0.88);
    expect(trained.loss).toBeLessThan(0.4);

    const { images, labels, count } = data.validation;
    const probabilities = await trainer.predict(images, count);
    const correct = labels.reduce((sum, label, picture) => {
      const row = [...probabilities.subarray(picture * 10, (picture + 1) * 10)];
      expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 4);
      return sum + (row.indexOf(Math.max(...row)) === label ? 1 : 0);
    }, 0);
    expect(correct / count).toBeCloseTo(trained.accuracy, 6);
    trainer.dispose();
  });

  it('trains the last, smaller batch too, and counts epochs and steps', async () => {
    const train = settings({ batchSize: 32 });
    const options = { network: lecture, train, training: small(100), validation: data.validation };
    const trainer = await backend.createTrainer(options);
    expect(trainer.stepsPerEpoch).toBe(4);
    expect(await trainer.advance(1)).toBeNull();
    expect(await trainEpoch(trainer)).toMatchObject({ steps: 4, samples: 100 });
    expect([trainer.epoch, trainer.step]).toEqual([1, 4]);
    expect(await trainer.advance(1)).toBeNull();
    expect(trainer.epoch).toBe(1);
    trainer.dispose();
  });

  it('comes to the same bits in one go, in slices, and resumed from a checkpoint', async () => {
    const training = small(300);
    const options = {
      network: eventful,
      train: eventfulSettings,
      training,
      validation: data.validation,
    };
    const whole = await backend.createTrainer(options);
    const losses = [];
    for (let epoch = 0; epoch < 3; epoch += 1) losses.push((await trainEpoch(whole)).lossSum);

    const sliced = await backend.createTrainer(options);
    expect((await trainEpoch(sliced, 0)).lossSum).toBeCloseTo(losses[0]!, 6);
    const resumed = await backend.createTrainer({ ...options, resume: await sliced.state() });
    sliced.dispose();
    expect([resumed.epoch, resumed.step]).toEqual([1, 10]);
    expect((await trainEpoch(resumed)).lossSum).toBe(losses[1]);
    expect((await trainEpoch(resumed)).lossSum).toBe(losses[2]);
    expect(await resumed.state()).toEqual(await whole.state());
    resumed.dispose();
    whole.dispose();
  });

  it('lets its random draws depend on the seed', async () => {
    const lossWith = async (seed: number) => {
      const train = { ...eventfulSettings, seed };
      const trainer = await backend.createTrainer({
        network: eventful,
        train,
        training: small(100),
        validation: data.validation,
      });
      const { lossSum } = await trainEpoch(trainer);
      trainer.dispose();
      return lossSum;
    };
    expect(await lossWith(1)).not.toBe(await lossWith(2));
  });

  it('puts weights back', async () => {
    const options = { network: lecture, train: settings(), ...data, training: small(320) };
    const trainer = await backend.createTrainer(options);
    const [before, figures] = [await trainer.weights(), await trainer.validate()];
    await trainEpoch(trainer);
    expect(await trainer.validate()).not.toEqual(figures);
    await trainer.setWeights(before);
    expect(await trainer.weights()).toEqual(before);
    expect(await trainer.validate()).toEqual(figures);
    const missing = trainer.setWeights(before.slice(1));
    await expect(missing).rejects.toThrow('1/kernel');
    trainer.dispose();
  });

  it('keeps no tensor of a training', async () => {
    const before = tf.memory().numTensors;
    for (let run = 0; run < 5; run += 1) {
      const trainer = await backend.createTrainer({
        network: eventful,
        train: eventfulSettings,
        training: small(200),
        validation: data.validation,
      });
      const own = tf.memory().numTensors;
      await trainEpoch(trainer, 0);
      await trainer.validate();
      await trainer.predict(data.validation.images, 3);
      expect(tf.memory().numTensors).toBe(own);
      trainer.dispose();
      expect(tf.memory().numTensors).toBe(before);
    }
  });

  it('lets a divergence be seen in the loss', async () => {
    const train = settings({ optimizer: { kind: 'sgd' }, learningRate: 10, epochs: 20 });
    const trainer = await backend.createTrainer({
      network: {
        ...lecture,
        layers: lecture.layers.map((layer) =>
          layer.kind === 'dense' && layer.units === 128
            ? { ...layer, activation: 'linear' }
            : layer,
        ),
      },
      train,
      training: small(320),
      validation: data.validation,
    });
    const losses = [];
    for (let epoch = 0; epoch < 20; epoch += 1) losses.push((await trainEpoch(trainer)).lossSum);
    expect(losses.some((loss) => !Number.isFinite(loss))).toBe(true);
    trainer.dispose();
  });

  it('does not begin an epoch inside another', async () => {
    const options = { network: lecture, train: settings(), ...data, training: small(320) };
    const trainer = await backend.createTrainer(options);
    trainer.beginEpoch();
    await trainer.advance(0);
    expect(() => trainer.beginEpoch()).toThrow('under way');
    trainer.dispose();
  });

  it('refuses to train a convolution before any work, and says which layer', async () => {
    const network: NetworkSpec = {
      ...lecture,
      layers: [
        { kind: 'dropout', rate: 0.1 },
        {
          kind: 'conv2d',
          filters: 4,
          kernel: 3,
          stride: 1,
          padding: 'same',
          activation: 'relu',
        },
        ...lecture.layers,
      ],
    };
    const before = tf.memory().numTensors;
    const creating = backend.createTrainer({ network, train: settings(), ...data });
    await expect(creating).rejects.toMatchObject({
      code: 'cannot-train-here',
      values: { layer: 2, kind: 'conv2d' },
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});
