import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Layer, Replies, RequestPayload, TrainSpec } from '../../../preload/contract.ts';
import { defaultOptimizers } from '../../../main/engine/network/presets.ts';
import { initialWeights } from '../../../main/engine/trainers/initial-weights.ts';
import { epochOrder } from '../../../main/engine/trainers/permutation.ts';
import { bench, type Bench } from './harness.ts';
import { long, network, networkWith, trainSpec } from './specs.ts';

let b: Bench;
beforeEach(async () => {
  b = await bench();
});
afterEach(() => b.close());

const ids = Array.from({ length: 32 }, (_, index) => index);
const sgd = (change: Partial<TrainSpec> = {}) =>
  trainSpec({ optimizer: defaultOptimizers.sgd, learningRate: 0.1, ...change });

function step(change: Partial<RequestPayload<'training.step'>> = {}) {
  return b.client.request('training.step', {
    ...{ network, train: sgd(), dataset: 'mnist', ids },
    ...change,
  });
}

describe('training.step', () => {
  it('is one step from the seed’s first weights, and makes the error smaller', async () => {
    const { before, after, weightsBefore, weightsAfter, learningRate } = await step();
    expect(weightsBefore).toEqual(initialWeights(network, sgd().seed));
    expect(weightsAfter.map(({ name, shape }) => ({ name, shape }))).toEqual(
      weightsBefore.map(({ name, shape }) => ({ name, shape })),
    );
    expect(learningRate).toBe(0.1);
    // Ten classes, nothing learned: about -log 1/10.
    expect(before.loss).toBeGreaterThan(2);
    expect(after.loss).toBeLessThan(before.loss);
    expect(before.probabilities).toHaveLength(320);
    expect(b.store.list()).toEqual([]);
  });

  it('moves each bias of the output by the mean of its answers less the truth', async () => {
    const { labels } = await b.client.request('data.labels', { dataset: 'mnist' });
    const { before, weightsBefore, weightsAfter } = await step();
    const [old, moved] = [weightsBefore.at(-1)!.values, weightsAfter.at(-1)!.values];
    for (let unit = 0; unit < 10; unit += 1) {
      const gradient =
        ids.reduce(
          (sum, id, row) =>
            sum + before.probabilities[row * 10 + unit]! - (labels[id] === unit ? 1 : 0),
          0,
        ) / ids.length;
      expect(moved[unit]!).toBeCloseTo(old[unit]! - 0.1 * gradient, 5);
    }
  });

  it('tells loss and accuracy of the very pictures, by their probabilities', async () => {
    const { labels } = await b.client.request('data.labels', { dataset: 'mnist' });
    for (const { loss, accuracy, probabilities } of Object.values(await step()).slice(0, 2) as [
      { loss: number; accuracy: number; probabilities: Float32Array },
    ]) {
      const rows = ids.map((_, row) => probabilities.slice(row * 10, row * 10 + 10));
      const right = rows.filter(
        (row, index) => row.indexOf(Math.max(...row)) === labels[ids[index]!],
      );
      expect(accuracy).toBeCloseTo(right.length / 32, 6);
      const mean = rows.reduce((sum, row, index) => sum - Math.log(row[labels[index]!]!), 0) / 32;
      expect(loss).toBeCloseTo(mean, 4);
    }
  });

  it('is the step that a training takes with these pictures', async () => {
    const train = sgd({ trainingLimit: 32, batchSize: 32, epochs: 1 });
    const { run } = await b.client.request('training.start', { network, train });
    await b.client.ended(run.id);
    const { weights } = await b.client.request('run.weights', { runId: run.id });
    const { weightsAfter } = await step({ train });
    weights.forEach(({ values }, index) => {
      values.forEach((value, at) => {
        expect(weightsAfter[index]!.values[at]).toBeCloseTo(value, 5);
      });
    });
  });

  it.each([
    ['sgd', {}],
    ['adam', { learningRate: 0.01 }],
    ['rmsprop', { learningRate: 0.001, schedule: { kind: 'exponential', factor: 0.5 } }],
  ] as const)('goes on, %s, as a training in one go would, to the bit', async (kind, change) => {
    const hidden: Layer[] = [
      { kind: 'dense', units: 16, activation: 'relu' },
      { kind: 'dropout', rate: 0.3 },
    ];
    const train = sgd({ optimizer: defaultOptimizers[kind], ...change });
    const all = { ...train, trainingLimit: 96, batchSize: 32, epochs: 1 };
    const net = networkWith(hidden);
    const { run } = await b.client.request('training.start', { network: net, train: all });
    await b.client.ended(run.id);
    const { weights } = await b.client.request('run.weights', { runId: run.id });
    const order = Array.from(epochOrder(all.seed, 0, 96));
    let last: Replies['training.step'] | undefined;
    for (const at of [0, 32, 64]) {
      const goOn = last && {
        step: last.step,
        weights: last.weightsAfter,
        optimizer: last.optimizer,
      };
      const next = await step({
        ...{ network: net, train: all, ids: order.slice(at, at + 32) },
        ...(goOn ? { goOn } : {}),
      });
      if (last) expect(next.weightsBefore).toEqual(last.weightsAfter);
      last = next;
    }
    expect(last!.step).toBe(3);
    expect(last!.weightsAfter).toEqual(weights);
  });

  it('refuses to go on from tensors that are not its own', async () => {
    const adam = trainSpec();
    const { step: taken, weightsAfter: weights, optimizer } = await step({ train: adam });
    const send = (goOn: object) =>
      b.client.send('training.step', {
        ...{ network, train: adam, dataset: 'mnist', ids },
        goOn: { ...{ step: taken, weights, optimizer }, ...goOn },
      });
    const changed = (change: object) => [{ ...weights[0]!, ...change }, ...weights.slice(1)];
    for (const [goOn, why] of [
      [{ weights: weights.slice(1) }, 'missing'],
      [{ weights: changed({ name: 'other' }) }, 'another name'],
      [{ weights: changed({ shape: [32, 784] }) }, 'another shape'],
      [{ weights: changed({ shape: [784, 31] }) }, 'too many numbers'],
      [{ weights: changed({ values: weights[0]!.values.map(() => NaN) }) }, 'not finite'],
      [{ weights: changed({ values: [1] }) }, 'no numbers'],
      [{ optimizer: [] }, 'no optimizer'],
      [{ optimizer: optimizer.slice(1) }, 'half an optimizer'],
      [{ step: 0 }, 'no step'],
      [{ step: 1.5 }, 'half a step'],
    ] as const) {
      expect(await send(goOn), why).toMatchObject({ code: 'bad-request' });
    }
  });

  it('starts from a run’s weights, of any epoch, at the rate of its next step', async () => {
    const train = sgd({ schedule: { kind: 'step', every: 1, factor: 0.5 } });
    const { run } = await b.client.request('training.start', { network, train });
    await b.client.ended(run.id);
    const kept = await b.client.request('run.weights', { runId: run.id });
    const last = await step({ train, runId: run.id });
    expect(last.weightsBefore).toEqual(kept.weights);
    const second = await step({ train, runId: run.id, epoch: 2 });
    expect(second.weightsBefore).toEqual(
      (await b.client.request('run.weights', { runId: run.id, epoch: 2 })).weights,
    );
    expect(second.learningRate).toBeCloseTo(0.1 * 0.5 ** 2, 9);
    expect(second.before.loss).toBeLessThan(1);
    // Nothing of it is kept.
    expect(await b.client.request('run.weights', { runId: run.id })).toEqual(kept);
  });

  it('is taken beside a training, which comes to the same numbers', async () => {
    const train = { ...long, trainingLimit: 6000, epochs: 1 };
    const alone = (await b.client.request('training.start', { network, train })).run.id;
    const expected = await b.client.ended(alone);
    const { run } = await b.client.request('training.start', { network, train });
    await b.client.event(
      'training.progress',
      ({ progress }) => progress.runId === run.id && progress.step > 10,
    );
    const now = await step({ train, runId: run.id });
    expect(now.after.probabilities).toHaveLength(320);
    const watched = await b.client.ended(run.id);
    expect(watched.history[0]!.loss).toBe(expected.history[0]!.loss);
    expect(watched.history[0]!.valLoss).toBe(expected.history[0]!.valLoss);
  });

  it('is taken with every setting, and with one picture', async () => {
    const hidden: Layer[] = [
      { kind: 'dense', units: 8, activation: 'tanh' },
      { kind: 'batchNorm' },
      { kind: 'dropout', rate: 0.5 },
    ];
    const train = trainSpec({
      ...{ l2: 0.01, clipNorm: 1, schedule: { kind: 'linear', warmup: 0.5 } },
      augmentation: { shift: 2, rotate: 10, flip: true },
      earlyStopping: { patience: 1, minDelta: 0 },
    });
    const { weightsBefore, weightsAfter, learningRate } = await step({
      ...{ network: networkWith(hidden), train, ids: [69_999] },
    });
    expect(weightsAfter).not.toEqual(weightsBefore);
    expect(learningRate).toBeGreaterThan(0);
    expect(learningRate).toBeLessThan(train.learningRate);
  });

  it('refuses what can’t be', async () => {
    const send = (change: object) =>
      b.client.send('training.step', { network, train: sgd(), dataset: 'mnist', ids, ...change });
    const { run } = await b.client.request('training.start', {
      ...{ network, train: trainSpec({ epochs: 1, trainingLimit: 100 }) },
    });
    await b.client.ended(run.id);
    const other = networkWith([{ kind: 'dense', units: 3, activation: 'relu' }]);
    for (const [change, code] of [
      [{ ids: [] }, 'bad-request'],
      [{ ids: new Array(257).fill(0) }, 'bad-request'],
      [{ ids: [70_000] }, 'bad-request'],
      [{ runId: 'none' }, 'run-unknown'],
      [{ runId: run.id, network: other }, 'network-invalid'],
      [{ runId: run.id, epoch: 9 }, 'no-weights-yet'],
      [{ network: { ...network, layers: network.layers.slice(1) } }, 'network-invalid'],
      [{ train: sgd({ classWeights: [1, 2] }) }, 'train-invalid'],
    ] as const) {
      expect(await send(change), code).toMatchObject({ code });
    }
  });
});
