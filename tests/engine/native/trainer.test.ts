import { afterAll, describe, expect, it } from 'vitest';
import type { NetworkSpec, TrainSpec } from '../../../preload/contract.ts';
import { outputShapes } from '../../../main/engine/network/shapes.ts';
import {
  defaultOptimizer,
  lectureNetwork,
  lectureTrainSpec,
} from '../../../main/engine/network/presets.ts';
import { loadNativeBackend } from '../../../main/engine/trainers/native.ts';
import { answerBatch } from '../../../main/engine/trainers/native-answers.ts';
import { loadTensorFlow } from '../../../main/engine/trainers/tfjs-node.ts';
import type { Trainer, TrainerOptions } from '../../../main/engine/trainers/trainer.ts';
import { fashion } from './pictures.ts';
import { fingerprint, totalOf, trainEpoch } from './training.ts';

const backend = await loadNativeBackend();
const training = fashion('train', 3010);
const validation = fashion('t10k', 1000);
const picture = { height: 28, width: 28, channels: 1, classes: 10 };
const lecture = lectureNetwork(picture);

/** Every layer there is, so that all that is random or has a state is in it. */
const everything: NetworkSpec = {
  version: 1,
  input: { height: 28, width: 28, channels: 1 },
  layers: [
    { kind: 'conv2d', filters: 4, kernel: 3, stride: 1, padding: 'valid', activation: 'relu' },
    { kind: 'batchNorm' },
    { kind: 'maxPool', size: 2, stride: 2, padding: 'valid' },
    { kind: 'conv2d', filters: 6, kernel: 3, stride: 2, padding: 'same', activation: 'elu' },
    { kind: 'averagePool', size: 2, stride: 2, padding: 'same' },
    { kind: 'flatten' },
    { kind: 'dropout', rate: 0.25 },
    { kind: 'dense', units: 20, activation: 'leakyRelu' },
    { kind: 'batchNorm' },
    { kind: 'dense', units: 10, activation: 'softmax' },
  ],
  classes: 10,
};
/** Two threads share its units (graph/blocks.ts). */
const wide: NetworkSpec = {
  ...lecture,
  layers: [
    { kind: 'flatten' },
    { kind: 'dense', units: 512, activation: 'relu' },
    { kind: 'dense', units: 256, activation: 'elu' },
    { kind: 'dense', units: 10, activation: 'softmax' },
  ],
};
/** What is random is drawn anew for each part. */
const withoutDropout: NetworkSpec = {
  ...everything,
  layers: everything.layers.filter(({ kind }) => kind !== 'dropout'),
};
const allSettings: TrainSpec = {
  ...lectureTrainSpec('fashion-mnist'),
  epochs: 3,
  batchSize: 16,
  learningRate: 0.003,
  schedule: { kind: 'linear', warmup: 0.2 },
  seed: 7,
  optimizer: defaultOptimizer('adamw'),
  l2: 1e-4,
  clipNorm: 2,
  classWeights: [1, 1, 1, 1, 1, 1, 1.5, 1, 1, 1],
  augmentation: { shift: 1, rotate: 5, flip: true },
};

const open: Trainer[] = [];
afterAll(() => open.forEach((trainer) => trainer.dispose()));
async function create(options: Partial<TrainerOptions> = {}): Promise<Trainer> {
  const trainer = await backend.createTrainer({
    network: lecture,
    train: lectureTrainSpec('fashion-mnist'),
    training,
    validation,
    ...options,
  });
  open.push(trainer);
  return trainer;
}

describe('training', () => {
  it('learns, with the epoch’s last smaller batch in it', async () => {
    const trainer = await create();
    expect(trainer.stepsPerEpoch).toBe(95);
    const first = totalOf(await trainEpoch(trainer, 50));
    expect(first).toMatchObject({ steps: 95, samples: 3010 });
    expect(trainer).toMatchObject({ epoch: 1, step: 95 });
    for (let epoch = 1; epoch < 4; epoch += 1) await trainEpoch(trainer, 50);
    const { loss, accuracy } = await trainer.validate();
    expect(accuracy).toBeGreaterThan(0.78);
    expect(loss).toBeLessThan(0.65);
  });

  it('trains every layer with every setting', async () => {
    const trainer = await create({ network: everything, train: allSettings });
    const first = totalOf(await trainEpoch(trainer, 50));
    await trainEpoch(trainer, 50);
    const third = totalOf(await trainEpoch(trainer, 50));
    expect(third.lossSum).toBeLessThan(0.75 * first.lossSum);
    expect((await trainer.validate()).accuracy).toBeGreaterThan(0.6);
  });

  it('follows the schedule', async () => {
    const trainer = await create({ train: allSettings });
    const rates = [trainer.learningRate];
    for (let epoch = 0; epoch < 3; epoch += 1) {
      await trainEpoch(trainer, 50);
      rates.push(trainer.learningRate);
    }
    const [start, one, two, end] = rates as [number, number, number, number];
    expect(start).toBeLessThan(one);
    expect(one).toBeGreaterThan(two);
    expect(two).toBeGreaterThan(end);
  });
});

describe('the same numbers to the bit', () => {
  it.each([
    ['the lecture’s network', lecture, lectureTrainSpec('fashion-mnist')],
    ['units shared', wide, { ...allSettings, augmentation: null }],
    ['every layer and setting', everything, allSettings],
  ] as const)('however an epoch is cut: %s', async (_name, network, train) => {
    const [fine, coarse] = [await create({ network, train }), await create({ network, train })];
    const inFine = await trainEpoch(fine, 1);
    const inCoarse = await trainEpoch(coarse, 400);
    expect(inFine.length).toBeGreaterThan(inCoarse.length);
    expect(totalOf(inFine)).toEqual(totalOf(inCoarse));
    expect(await fingerprint(fine)).toBe(await fingerprint(coarse));
    expect(await fine.validate()).toEqual(await coarse.validate());
  });

  it.each([
    ['the lecture’s network', lecture, lectureTrainSpec('fashion-mnist')],
    ['units shared', wide, { ...allSettings, augmentation: null }],
    ['every layer and setting', everything, allSettings],
  ] as const)('resumed after an epoch: %s', async (_name, network, train) => {
    const straight = await create({ network, train });
    await trainEpoch(straight, 50);
    const state = structuredClone(await straight.state());
    await trainEpoch(straight, 50);
    const resumed = await create({ network, train, resume: state });
    expect(resumed).toMatchObject({ epoch: 1, step: state.step });
    await trainEpoch(resumed, 50);
    expect(await fingerprint(resumed)).toBe(await fingerprint(straight));
  });

  it('with batches cut for the same number of threads, and nearly the same for any other', async () => {
    // The epoch's last batch holds one picture: fewer than parts.
    const train = { ...allSettings, batchSize: 1003, augmentation: null };
    const cut = async (threads: number) => {
      const trainer = await create({ network: withoutDropout, train, threads });
      const { lossSum } = totalOf(await trainEpoch(trainer, 50));
      return { lossSum, weights: await fingerprint(trainer) };
    };
    const [one, four, again] = [await cut(1), await cut(4), await cut(4)];
    expect(again).toEqual(four);
    expect(four.weights).not.toBe(one.weights);
    expect(Math.abs(four.lossSum / one.lossSum - 1)).toBeLessThan(0.01);
  });

  it('with units shared by the same number of threads, and nearly the same by one', async () => {
    const train = { ...allSettings, augmentation: null };
    const shared = async (threads: number) => {
      const trainer = await create({ network: wide, train, threads });
      const { lossSum } = totalOf(await trainEpoch(trainer, 50));
      return { lossSum, weights: await fingerprint(trainer), trainer };
    };
    const [one, two, again] = [await shared(1), await shared(2), await shared(2)];
    expect(again.weights).toBe(two.weights);
    expect(two.weights).not.toBe(one.weights);
    expect(Math.abs(two.lossSum / one.lossSum - 1)).toBeLessThan(0.01);
    const [whole, halves] = [await one.trainer.weights(), await two.trainer.weights()];
    expect(halves.map(({ name, shape }) => [name, shape])).toEqual(
      whole.map(({ name, shape }) => [name, shape]),
    );
  });

  it('with pictures classified between the slices', async () => {
    const [alone, asked] = [await create(), await create()];
    await trainEpoch(alone, 50);
    asked.beginEpoch();
    while (await asked.advance(5)) await asked.predict(validation.images.subarray(0, 784), 1);
    expect(await fingerprint(asked)).toBe(await fingerprint(alone));
  });
});

describe('answers', () => {
  it('gives probabilities that agree with validate', async () => {
    const trainer = await create();
    await trainEpoch(trainer, 50);
    const probabilities = await trainer.predict(validation.images, validation.count);
    let [loss, correct] = [0, 0];
    validation.labels.forEach((label, index) => {
      const row = probabilities.subarray(index * 10, (index + 1) * 10);
      loss -= Math.log(row[label]!) / validation.count;
      if (row.indexOf(Math.max(...row)) === label) correct += 1;
    });
    const evaluation = await trainer.validate();
    expect(evaluation.loss).toBeCloseTo(loss, 4);
    expect(evaluation.accuracy).toBe(correct / validation.count);
  });

  it('answers more pictures than fit into one batch, each as alone', async () => {
    const trainer = await create({ network: everything, train: allSettings });
    expect(answerBatch(everything)).toBeLessThan(training.count);
    const all = await trainer.predict(training.images, training.count);
    expect(all).toHaveLength(training.count * 10);
    for (const index of [0, answerBatch(everything), training.count - 1]) {
      const image = training.images.subarray(index * 784, (index + 1) * 784);
      const alone = await trainer.predict(image, 1);
      alone.forEach((value, label) => expect(value).toBeCloseTo(all[index * 10 + label]!, 5));
    }
  });

  it('puts weights back', async () => {
    const trainer = await create();
    const before = structuredClone(await trainer.weights());
    await trainEpoch(trainer, 50);
    expect(await trainer.weights()).not.toEqual(before);
    await trainer.setWeights(before);
    expect(await trainer.weights()).toEqual(before);
    await expect(trainer.setWeights(before.slice(1))).rejects.toThrow('expected');
  });

  it('classifies with a network and its weights alone, and shows every layer', async () => {
    const trainer = await create({ network: everything, train: allSettings });
    await trainEpoch(trainer, 50);
    const classifier = await backend.createClassifier(everything, await trainer.weights());
    const images = validation.images.subarray(0, 3 * 784);
    const probabilities = await classifier.predict(images, 3);
    expect(probabilities).toEqual(await trainer.predict(images, 3));
    const { activations: layers } = await classifier.inspect(images.subarray(0, 784));
    expect(layers.map(({ shape }) => shape)).toEqual(outputShapes(everything));
    layers.forEach(({ shape, values }) => {
      expect(values).toHaveLength(shape.reduce((product, side) => product * side, 1));
    });
    layers.at(-1)!.values.forEach((value, index) => {
      expect(value).toBeCloseTo(probabilities[index]!, 5);
    });
    classifier.dispose();
  });
});

describe('refusals', () => {
  it('refuses a network that can’t work, before any work', async () => {
    const broken = { ...lecture, layers: lecture.layers.slice(1) };
    await expect(create({ network: broken })).rejects.toMatchObject({ code: 'network-invalid' });
  });

  it('refuses pictures that don’t fit', async () => {
    const network = lectureNetwork({ ...picture, width: 27 });
    await expect(create({ network })).rejects.toMatchObject({ code: 'dataset-damaged' });
    const labels = training.labels.map((label, index) => (index === 5 ? 10 : label));
    await expect(create({ training: { ...training, labels } })).rejects.toMatchObject({
      code: 'dataset-damaged',
    });
  });

  it('refuses a checkpoint without the optimizer’s variables', async () => {
    const trainer = await create();
    await trainEpoch(trainer, 50);
    const { optimizer, ...state } = await trainer.state();
    for (const damaged of [[], optimizer.slice(1)]) {
      await expect(create({ resume: { ...state, optimizer: damaged } })).rejects.toMatchObject({
        code: 'run-damaged',
      });
    }
  });

  it('refuses class weights that aren’t one a class', async () => {
    const train = { ...allSettings, classWeights: [1, 2] };
    await expect(create({ train })).rejects.toMatchObject({ code: 'train-invalid' });
  });
});

it('leaks neither tensors nor sessions over 100 trainings', async () => {
  const { tf } = loadTensorFlow();
  const small = { ...training, count: 640 };
  const options = {
    training: {
      count: small.count,
      images: training.images.subarray(0, small.count * 784),
      labels: training.labels.subarray(0, small.count),
    },
  };
  const [tensors, sessions] = [tf.memory().numTensors, tf.node.getNumOfSavedModels()];
  let settled = 0;
  for (let training = 0; training < 100; training += 1) {
    const trainer = await backend.createTrainer({
      network: lecture,
      train: lectureTrainSpec('fashion-mnist'),
      validation: options.training,
      ...options,
    });
    await trainEpoch(trainer, 50);
    await trainer.validate();
    trainer.dispose();
    // The first trainings fill the allocator's pools.
    if (training === 20) settled = process.memoryUsage().rss;
  }
  expect(tf.memory().numTensors).toBe(tensors);
  expect(tf.node.getNumOfSavedModels()).toBe(sessions);
  const grown = (process.memoryUsage().rss - settled) / 2 ** 20;
  // A lost session would keep 3 MB (weights, moments, pictures, graph): 80 of them 240 MB.
  expect(grown).toBeLessThan(80);
});
