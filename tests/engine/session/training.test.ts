import { cp } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { EpochRecord } from '../../../preload/contract.ts';
import { RunStore } from '../../../main/engine/store/run-store.ts';
import { bench, type Bench } from './harness.ts';
import { long, network, networkWith, trainSpec } from './specs.ts';
import { Work } from './work.ts';

let b: Bench;
beforeEach(async () => {
  b = await bench();
});
afterEach(() => b.close());

/** What must be equal in a repeated run: all but the clock. */
const figures = (history: EpochRecord[]) =>
  history.map(({ epoch, loss, accuracy, valLoss, valAccuracy, learningRate }) => ({
    ...{ epoch, loss, accuracy, valLoss, valAccuracy, learningRate },
  }));

const runToEnd = async (train = trainSpec()) => {
  const { run } = await b.client.request('training.start', { network, train });
  return b.client.ended(run.id);
};

describe('a training', () => {
  it('learns, tells of each epoch, and is kept', async () => {
    const ended = await runToEnd(trainSpec({ epochs: 4 }));
    expect(ended).toMatchObject({ state: 'finished', weightsEpoch: 4, parameters: 25_450 });
    expect(ended.history.at(-1)!.valAccuracy).toBeGreaterThan(0.8);
    const told = b.client.events.flatMap((event) =>
      event.event === 'training.epoch' ? [event.record] : [],
    );
    expect(told).toEqual(ended.history);
    const kept = (await RunStore.open(b.data)).get(ended.id).record;
    expect(kept).toEqual(ended);
  });

  it('pushes progress in batches, with every point once', async () => {
    const ended = await runToEnd(trainSpec({ trainingLimit: 20_000, epochs: 2, batchSize: 8 }));
    const pushes = b.client.events.filter((event) => event.event === 'training.progress');
    const points = pushes.flatMap((push) => push.points);
    expect(points.length).toBeGreaterThan(2);
    expect(points.at(-1)!.at).toBeCloseTo(2, 6);
    expect(points.map(({ at }) => at)).toEqual(
      [...new Set(points.map(({ at }) => at))].sort((x, y) => x - y),
    );
    const seconds = ended.history.reduce(
      (sum, epoch) => sum + epoch.seconds + epoch.validationSeconds,
      0,
    );
    // Each 50 ms at most, and one at the end of each epoch and of each pause.
    expect(pushes.length).toBeLessThan(seconds / 0.05 + 10);
    expect(pushes.some(({ progress }) => progress.secondsLeft !== null)).toBe(true);
  });

  it('repeats to the same bits, in one go or paused', async () => {
    const train = trainSpec({ trainingLimit: 20_000, batchSize: 8, epochs: 2 });
    const once = await runToEnd(train);
    const { run } = await b.client.request('training.start', { network, train });
    let pauses = 0;
    // Until the end comes between a pause and its resuming.
    for (;;) {
      await sleep(40);
      if (await b.client.send('training.pause', {})) break;
      await sleep(20);
      if (await b.client.send('training.resume', {})) break;
      pauses += 1;
    }
    expect(pauses).toBeGreaterThan(1);
    const paused = await b.client.ended(run.id);
    expect(figures(paused.history)).toEqual(figures(once.history));
    expect((await b.store.get(paused.id).readCheckpoint()).state).toEqual(
      (await b.store.get(once.id).readCheckpoint()).state,
    );
  });

  it('repeats to the same bits where validation passes are paused, stopped and cut off', async () => {
    const train = trainSpec();
    const once = await runToEnd(train);
    const state = async (store: RunStore, id: string) =>
      (await store.get(id).readCheckpoint()).state;
    const work = new Work();
    onTestFinished(() => work.end());

    const { run } = await b.client.request('training.start', { network, train });
    const validationAfter = async (epoch: number) => {
      await b.client.event(
        'training.epoch',
        ({ runId, record }) => runId === run.id && record.epoch === epoch,
      );
      await work.next('evaluate');
    };
    await validationAfter(1);
    await b.client.request('training.pause', {});
    // What is on the disk now is all that a killed engine leaves.
    const copy = path.join(b.data, 'copy');
    await cp(path.join(b.data, 'runs'), path.join(copy, 'runs'), { recursive: true });
    await b.client.request('training.resume', {});
    await validationAfter(2);
    await b.client.request('training.stop', {});
    const stopped = await b.client.ended(run.id);
    expect(stopped).toMatchObject({ weightsEpoch: 2, stoppedAt: 3 });
    expect(figures(stopped.history)).toEqual(figures(once.history.slice(0, 2)));
    b.client.events.length = 0;
    await b.client.request('training.continue', { runId: run.id });
    expect(figures((await b.client.ended(run.id)).history)).toEqual(figures(once.history));
    const wanted = await state(b.store, once.id);
    expect(await state(b.store, run.id)).toEqual(wanted);

    const store = await RunStore.open(copy);
    const restarted = await bench({ store });
    expect(store.get(run.id).record).toMatchObject({ state: 'interrupted', weightsEpoch: 1 });
    await restarted.client.request('training.continue', { runId: run.id });
    const ended = await restarted.client.ended(run.id);
    expect(figures(ended.history)).toEqual(figures(once.history));
    expect(await state(store, run.id)).toEqual(wanted);
    await restarted.close();
  });

  it('tells of a pause at once, and goes on', async () => {
    const { run } = await b.client.request('training.start', { network, train: long });
    await b.client.event('training.progress', ({ progress }) => progress.step > 100);
    await b.client.request('training.pause', {});
    await b.client.event('training.progress', ({ progress }) => progress.state === 'paused');
    await sleep(200);
    const { training } = await b.connect().request('hello', {});
    expect(training!.progress.state).toBe('paused');
    expect(b.store.get(run.id).record.state).toBe('paused');

    await b.client.request('training.resume', {});
    const { step } = training!.progress;
    await b.client.event('training.progress', ({ progress }) => progress.step > step);
  });

  it('stops in its first epoch with weights that answer, and goes on to the same bits', async () => {
    const train = { ...long, trainingLimit: 5000 };
    const once = await runToEnd(train);
    const { run } = await b.client.request('training.start', { network, train });
    await b.client.event(
      'training.progress',
      ({ progress }) => progress.runId === run.id && progress.step > 100,
    );
    await b.client.request('training.stop', {});
    const stopped = await b.client.ended(run.id);
    expect(stopped).toMatchObject({ state: 'stopped', weightsEpoch: 0, history: [] });
    expect(stopped.stoppedAt).toBeGreaterThan(0);
    expect(stopped.stoppedAt).toBeLessThan(1);
    const { predicted } = await b.client.request('results.validation', { runId: run.id });
    expect(new Set(predicted).size).toBeGreaterThan(5);

    b.client.events.length = 0;
    await b.client.request('training.continue', { runId: run.id });
    const ended = await b.client.ended(run.id);
    expect(ended.stoppedAt).toBeUndefined();
    expect(figures(ended.history)).toEqual(figures(once.history));
    expect((await b.store.get(ended.id).readCheckpoint()).state).toEqual(
      (await b.store.get(once.id).readCheckpoint()).state,
    );
  });

  it('goes on beyond its epochs as a longer one would have', async () => {
    const once = await runToEnd(trainSpec({ epochs: 4 }));
    const short = await runToEnd(trainSpec({ epochs: 2 }));
    expect(await b.client.send('training.continue', { runId: short.id })).toMatchObject({
      code: 'train-invalid',
      values: { finished: 2 },
    });
    b.client.events.length = 0;
    await b.client.request('training.continue', { runId: short.id, epochs: 4 });
    const ended = await b.client.ended(short.id);
    expect(ended.train.epochs).toBe(4);
    expect(figures(ended.history)).toEqual(figures(once.history));
  });

  it('ends when the loss becomes infinite, and keeps the last good weights', async () => {
    // The rate rises in a straight line: small in the first epochs, hopeless later.
    const train = trainSpec({
      trainingLimit: 500,
      epochs: 200,
      optimizer: { kind: 'sgd' },
      learningRate: 10,
      schedule: { kind: 'linear', warmup: 0.9 },
    });
    const linear = networkWith([
      { kind: 'dense', units: 32, activation: 'linear' },
      { kind: 'dense', units: 32, activation: 'linear' },
    ]);
    const { run } = await b.client.request('training.start', { network: linear, train });
    const ended = await b.client.ended(run.id);
    expect(ended).toMatchObject({
      state: 'failed',
      failure: { code: 'diverged', values: { learningRate: 10 } },
    });
    expect(ended.weightsEpoch).toBe(ended.history.length);
    expect(ended.weightsEpoch).toBeGreaterThan(0);
    const { weights } = await b.store.get(run.id).readCheckpoint();
    expect(weights!.every(({ values }) => values.every(Number.isFinite))).toBe(true);
  });

  it('with early stopping ends early and keeps the best epoch’s weights', async () => {
    const train = trainSpec({
      trainingLimit: 500,
      epochs: 200,
      learningRate: 0.01,
      earlyStopping: { patience: 3, minDelta: 0 },
    });
    const ended = await runToEnd(train);
    const losses = ended.history.map(({ valLoss }) => valLoss);
    expect(ended.state).toBe('finished');
    expect(ended.history.length).toBeLessThan(200);
    expect(ended.weightsEpoch).toBe(losses.indexOf(Math.min(...losses)) + 1);
    expect(ended.weightsEpoch).toBe(ended.history.length - 3);
    const { correct, predicted, epoch } = await b.client.request('results.validation', {
      runId: ended.id,
    });
    const { labels } = await b.client.request('data.labels', { dataset: 'mnist' });
    const right = predicted.filter((answer, index) => answer === labels[60_000 + index]).length;
    expect(epoch).toBe(ended.weightsEpoch);
    expect(right / correct.length).toBeCloseTo(ended.history[epoch - 1]!.valAccuracy, 3);
  });

  it('is attached to by a window that comes later, with its whole history', async () => {
    const { run } = await b.client.request('training.start', {
      network,
      train: trainSpec({ trainingLimit: 20_000, batchSize: 8, epochs: 50 }),
    });
    await b.client.event('training.epoch', ({ record }) => record.epoch === 2);
    const late = b.connect();
    const { training, runs } = await late.request('hello', {});
    expect(training!.progress.runId).toBe(run.id);
    expect(training!.points[0]!.at).toBeLessThan(0.9);
    expect(runs[0]!.history.length).toBeGreaterThanOrEqual(2);
    await late.event('training.progress');
    await b.client.request('training.stop', {});
    await late.ended(run.id);
  });

  it('is stopped and kept when the engine ends', async () => {
    const { run } = await b.client.request('training.start', { network, train: long });
    await b.client.event('training.progress', ({ progress }) => progress.step > 100);
    await b.session.close();
    const { record } = (await RunStore.open(b.data)).get(run.id);
    expect(record.state).toBe('stopped');
    expect(record.stoppedAt).toBeGreaterThan(0);
  });
});
