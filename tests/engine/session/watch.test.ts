import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bench, type Bench, type Client } from './harness.ts';
import { long, network, networkWith, trainSpec } from './specs.ts';

let b: Bench;
beforeEach(async () => {
  b = await bench();
});
afterEach(() => b.close());

const watch = { dataset: 'mnist' as const, ids: [60_000, 60_001, 5], kernel: true };

function looks(client: Client) {
  return client.events.flatMap((event, index) =>
    event.event === 'training.watch' ? [{ ...event, time: client.eventTimes[index]! }] : [],
  );
}

describe('training.watch', () => {
  it('tells what a network makes of the pictures as it learns, from before its first step', async () => {
    await b.client.request('training.watch', watch);
    // Long enough for several of its ten looks a second, besides those at an epoch's end.
    const train = trainSpec({ trainingLimit: 60_000, batchSize: 4, epochs: 2 });
    const { run } = await b.client.request('training.start', { network, train });
    await b.client.ended(run.id);
    const told = looks(b.client);
    expect(told.length).toBeGreaterThan(4);
    expect(told[0]!.at).toBe(0);
    expect(told.at(-1)!.at).toBe(2);
    expect(told.some(({ at }) => at === 1)).toBe(true);
    expect(told.map(({ at }) => at)).toEqual(told.map(({ at }) => at).sort((x, y) => x - y));
    const first = await b.client.request('run.weights', { runId: run.id, epoch: 0 });
    expect(told[0]!.kernel).toEqual(first.weights[0]);
    const last = await b.client.request('run.weights', { runId: run.id });
    expect(told.at(-1)!.kernel).toEqual(last.weights[0]);
    const answers = await b.client.request('classify.samples', {
      ...{ runId: run.id, dataset: 'mnist', ids: watch.ids },
    });
    expect(told.at(-1)!.probabilities).toHaveLength(30);
    answers.probabilities.forEach((value, at) => {
      expect(told.at(-1)!.probabilities[at]).toBeCloseTo(value, 5);
    });
  });

  it('tells at most ten times a second, and once where the training is paused', async () => {
    await b.client.request('training.watch', watch);
    await b.client.request('training.start', { network, train: long });
    await b.client.event('training.progress', ({ progress }) => progress.step > 100);
    await sleep(1000);
    const asked = performance.now();
    await b.client.request('training.pause', {});
    await sleep(150);
    const pausing = looks(b.client);
    const lastSecond = pausing.filter(({ time }) => time > asked - 1000 && time < asked);
    expect(lastSecond.length).toBeGreaterThan(2);
    expect(lastSecond.length).toBeLessThanOrEqual(11);
    // It shows the very moment of the pause, and nothing comes after it.
    const { training } = await b.client.request('hello', {});
    const { step, stepsPerEpoch } = training!.progress;
    expect(pausing.at(-1)!.at).toBeCloseTo(step / stepsPerEpoch, 9);
    await sleep(300);
    expect(looks(b.client)).toHaveLength(pausing.length);
    // A watch that begins now is answered now.
    await b.client.request('training.watch', { ...watch, ids: [1], kernel: false });
    const [newest] = looks(b.client).slice(-1);
    expect(newest).toMatchObject({ at: pausing.at(-1)!.at, kernel: null });
    expect(newest!.probabilities).toHaveLength(10);
  });

  it('is each window’s own, and ends with it or with no ids', async () => {
    const other = b.connect();
    await b.client.request('training.watch', watch);
    await other.request('training.watch', { ...watch, ids: [7], kernel: false });
    await b.client.request('training.start', { network, train: long });
    await b.client.event('training.watch');
    await other.event('training.watch');
    expect(looks(b.client)[0]!.probabilities).toHaveLength(30);
    expect(looks(other)[0]!.probabilities).toHaveLength(10);

    await b.client.request('training.watch', { ...watch, ids: [] });
    const count = looks(b.client).length;
    const last = looks(other).at(-1)!.at;
    await other.event('training.watch', ({ at }) => at > last);
    expect(looks(b.client)).toHaveLength(count);
    other.port.close();
    await sleep(200);
    expect((await b.client.request('hello', {})).training).not.toBeNull();
  });

  it('changes nothing in what is learned', async () => {
    const train = trainSpec({ trainingLimit: 20_000, batchSize: 8, epochs: 1 });
    const alone = (await b.client.request('training.start', { network, train })).run.id;
    const expected = await b.client.ended(alone);
    await b.client.request('training.watch', watch);
    const { run } = await b.client.request('training.start', { network, train });
    const watched = await b.client.ended(run.id);
    expect(looks(b.client).length).toBeGreaterThan(0);
    expect(watched.history[0]!.valLoss).toBe(expected.history[0]!.valLoss);
    expect(await b.client.request('run.weights', { runId: run.id })).toEqual(
      await b.client.request('run.weights', { runId: alone }),
    );
  });

  it('leaves pause and stop immediate', async () => {
    await b.client.request('training.watch', {
      ...watch,
      ids: Array.from({ length: 32 }, (_, index) => index),
    });
    await b.client.request('training.start', { network, train: long });
    await b.client.event('training.progress', ({ progress }) => progress.step > 100);
    const told = b.client.events.length;
    const asked = performance.now();
    await b.client.request('training.pause', {});
    await sleep(200);
    const index = b.client.events.findLastIndex((event) => event.event === 'training.watch');
    expect(index).toBeGreaterThan(told - 1);
    expect(b.client.eventTimes[index]! - asked).toBeLessThan(150);
    await b.client.request('training.resume', {});
    await sleep(100);
    const stopped = performance.now();
    await b.client.request('training.stop', {});
    expect(performance.now() - stopped).toBeLessThan(150);
  });

  it('leaves out a kernel that is too large to be sent again and again', async () => {
    const large = networkWith([{ kind: 'dense', units: 700, activation: 'relu' }]);
    await b.client.request('training.watch', watch);
    const train = trainSpec({ trainingLimit: 200, epochs: 1 });
    const { run } = await b.client.request('training.start', { network: large, train });
    await b.client.ended(run.id);
    expect(looks(b.client).length).toBeGreaterThan(1);
    expect(looks(b.client).every(({ kernel }) => kernel === null)).toBe(true);
  });

  it('refuses too many ids, and ids of no picture', async () => {
    const { client } = b;
    for (const ids of [new Array(33).fill(0), [70_000], [-1], ['1']]) {
      expect(await client.send('training.watch', { ...watch, ids })).toMatchObject({
        code: 'bad-request',
      });
    }
  });
});
