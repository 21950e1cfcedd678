import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunRecord } from '../../../preload/contract.ts';
import { RunStore } from '../../../main/engine/store/run-store.ts';
import { initialWeights } from '../../../main/engine/trainers/initial-weights.ts';
import { bench, type Bench } from './harness.ts';
import { long, network, trainSpec } from './specs.ts';

const ids = [60_000, 60_001, 1, 2];
let b: Bench;
let run: RunRecord;
beforeAll(async () => {
  b = await bench();
  run = await train(b);
});
afterAll(() => b.close());

async function train(on: Bench, change = {}): Promise<RunRecord> {
  const started = await on.client.request('training.start', { network, train: trainSpec(change) });
  return on.client.ended(started.run.id);
}

const answersAt = (epoch?: number, runId = run.id) =>
  b.client.request('classify.samples', {
    ...{ runId, dataset: 'mnist' as const, ids },
    ...(epoch === undefined ? {} : { epoch }),
  });

describe('the epochs of a run', () => {
  it('are kept, and told after each', async () => {
    expect(run.snapshots).toEqual([1, 2, 3]);
    const told = b.client.events.flatMap((event) =>
      event.event === 'run.changed' ? [event.run.snapshots?.length ?? 0] : [],
    );
    expect(told).toEqual([0, 1, 2, 3]);
    expect((await RunStore.open(b.data)).get(run.id).record.snapshots).toEqual([1, 2, 3]);
  });

  it('each have their weights: from the first ones to those kept', async () => {
    const all = await Promise.all(
      [0, 1, 2, 3].map((epoch) => b.client.request('run.weights', { runId: run.id, epoch })),
    );
    expect(all.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3]);
    expect(all[0]!.weights).toEqual(initialWeights(network, run.train.seed));
    expect(all[3]).toEqual(await b.client.request('run.weights', { runId: run.id }));
    expect(new Set(all.map(({ weights }) => weights[0]!.values.join())).size).toBe(4);
    expect(all[2]!.weights.map(({ name, shape }) => [name, shape])).toEqual([
      ['1/kernel', [784, 32]],
      ['1/bias', [32]],
      ['2/kernel', [32, 10]],
      ['2/bias', [10]],
    ]);
  });

  it('answer as a run that ended there', async () => {
    const shorter = await train(b, { epochs: 2 });
    expect(await answersAt(2)).toEqual(await answersAt(undefined, shorter.id));
    const pixels = (await b.client.request('data.pixels', { dataset: 'mnist', ids: [60_000] }))
      .pixels;
    expect(await b.client.request('inspect.pixels', { runId: run.id, pixels, epoch: 2 })).toEqual(
      await b.client.request('inspect.pixels', { runId: shorter.id, pixels }),
    );
    expect(await b.client.request('results.validation', { runId: run.id, epoch: 2 })).toEqual(
      await b.client.request('results.validation', { runId: shorter.id }),
    );
  });

  it('have the validation accuracy of their epoch', async () => {
    const { labels } = await b.client.request('data.labels', { dataset: 'mnist' });
    for (const epoch of run.snapshots!) {
      const { predicted } = await b.client.request('results.validation', { runId: run.id, epoch });
      const right = predicted.reduce(
        (sum, answer, index) => sum + (answer === labels[60_000 + index] ? 1 : 0),
        0,
      );
      expect(right / 10_000).toBeCloseTo(run.history[epoch - 1]!.valAccuracy, 3);
    }
  });

  it('can be gone through at once, there and back', async () => {
    const there = [0, 1, 2, 3, 2, 1, 0, 3, 1];
    const answers = await Promise.all(there.map((epoch) => answersAt(epoch)));
    answers.forEach(({ probabilities, epoch }, index) => {
      expect(epoch).toBe(there[index]);
      expect(probabilities).toEqual(answers[there.indexOf(epoch)]!.probabilities);
    });
    expect(new Set(answers.map(({ probabilities }) => probabilities.join())).size).toBe(4);
  });

  it('that are none are refused', async () => {
    for (const kind of ['run.weights', 'results.validation'] as const) {
      expect(await b.client.send(kind, { runId: run.id, epoch: 4 })).toMatchObject({
        code: 'no-weights-yet',
        values: { epoch: 4 },
      });
      for (const epoch of [-1, 1.5, 1001, '1', null, Number.NaN]) {
        expect(await b.client.send(kind, { runId: run.id, epoch })).toMatchObject({
          code: 'bad-request',
        });
      }
    }
  });

  it('come with early stopping too, beside the best that is kept', async () => {
    // Steps far too large: the validation loss gets worse at once.
    const stopped = await train(b, {
      ...{ epochs: 6, learningRate: 0.1, earlyStopping: { patience: 2, minDelta: 0 } },
    });
    expect(stopped.snapshots).toEqual(stopped.history.map(({ epoch }) => epoch));
    expect(stopped.weightsEpoch).toBeLessThan(stopped.history.length);
    expect(await answersAt(stopped.weightsEpoch, stopped.id)).toEqual(
      await answersAt(undefined, stopped.id),
    );
    const last = stopped.history.length;
    expect((await answersAt(last, stopped.id)).probabilities).not.toEqual(
      (await answersAt(undefined, stopped.id)).probabilities,
    );
  });

  it('go on where a run goes on, and with it into the trash and back', async () => {
    const other = await train(b, { epochs: 1, seed: 9 });
    await b.client.request('training.continue', { runId: other.id, epochs: 2 });
    const ended = await b.client.event(
      'training.ended',
      ({ run: { id, history } }) => id === other.id && history.length === 2,
    );
    expect(ended.run.snapshots).toEqual([1, 2]);
    const before = await answersAt(1, other.id);
    await b.client.request('runs.delete', { runId: other.id });
    expect(await b.client.send('run.weights', { runId: other.id, epoch: 1 })).toMatchObject({
      code: 'run-unknown',
    });
    await b.client.request('runs.restore', { runId: other.id });
    expect(await answersAt(1, other.id)).toEqual(before);
  });

  it('are told damaged one by one', async () => {
    const damaged = await train(b, { epochs: 2, seed: 3 });
    const folder = path.join(b.data, 'runs', damaged.id, 'snapshots');
    const [first] = (await readdir(folder)).sort();
    await writeFile(path.join(folder, first!), 'no tensors');
    for (let time = 0; time < 2; time += 1) {
      expect(
        await b.client.send('classify.samples', {
          ...{ runId: damaged.id, dataset: 'mnist', ids, epoch: 1 },
        }),
      ).toMatchObject({ code: 'run-damaged', values: { epoch: 1 } });
      expect((await answersAt(2, damaged.id)).epoch).toBe(2);
    }
  });

  it('answer while the run goes on training', async () => {
    const { run: going } = await b.client.request('training.start', {
      network,
      train: { ...long, trainingLimit: 3000, epochs: 1000 },
    });
    await b.client.event('training.epoch', ({ runId }) => runId === going.id);
    const early = await answersAt(1, going.id);
    await b.client.event(
      'training.epoch',
      ({ runId, record }) => runId === going.id && record.epoch === 2,
    );
    expect(await answersAt(1, going.id)).toEqual(early);
    expect((await answersAt(undefined, going.id)).probabilities).not.toEqual(early.probabilities);
    const { weights } = await b.client.request('run.weights', { runId: going.id });
    const later = await b.client.request('run.weights', { runId: going.id });
    expect(later.weights[0]!.values).not.toEqual(weights[0]!.values);
    await b.client.request('training.stop', {});
  });
});
