import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bench, type Bench } from './harness.ts';
import { long, network, trainSpec } from './specs.ts';

let b: Bench;
beforeEach(async () => {
  b = await bench();
});
afterEach(() => b.close());

async function trained(): Promise<string> {
  const train = trainSpec({ epochs: 1 });
  const { run } = await b.client.request('training.start', { network, train });
  return (await b.client.ended(run.id)).id;
}

async function digit(): Promise<Uint8Array> {
  return (await b.client.request('data.pixels', { dataset: 'mnist', ids: [60_000] })).pixels;
}

describe('inspect.pixels', () => {
  it('shows what every layer makes of a picture, as its weights say', async () => {
    const runId = await trained();
    const pixels = await digit();
    const { activations, logits, probabilities, epoch } = await b.client.request('inspect.pixels', {
      ...{ runId, pixels },
    });
    expect(epoch).toBe(1);
    expect(activations.map(({ shape }) => shape)).toEqual([[784], [32], [10]]);
    expect(activations[2]!.values).toEqual(probabilities);
    const { weights } = await b.client.request('run.weights', { runId });
    const [kernel, bias] = [weights[0]!.values, weights[1]!.values];
    activations[1]!.values.forEach((value, unit) => {
      let sum = bias[unit]!;
      pixels.forEach((byte, input) => (sum += (byte / 255) * kernel[input * 32 + unit]!));
      expect(value).toBeCloseTo(Math.max(0, sum), 4);
    });
    const sample = await b.client.request('classify.samples', {
      ...{ runId, dataset: 'mnist', ids: [60_000] },
    });
    probabilities.forEach((value, k) => expect(value).toBeCloseTo(sample.probabilities[k]!, 5));
    expect(logits.indexOf(Math.max(...logits))).toBe(
      probabilities.indexOf(Math.max(...probabilities)),
    );
  });

  it('follows a brush: an answer in a few milliseconds, within a frame while a network trains', async () => {
    const runId = await trained();
    const pixels = await digit();
    const times = async () => {
      const taken: number[] = [];
      for (let stroke = 0; stroke < 60; stroke += 1) {
        pixels[stroke * 13] = 255;
        const since = performance.now();
        await b.client.request('inspect.pixels', { runId, pixels });
        taken.push(performance.now() - since);
      }
      return taken.sort((x, y) => x - y)[30]!;
    };
    await times();
    expect(await times()).toBeLessThan(5);
    const { run } = await b.client.request('training.start', { network, train: long });
    await b.client.event('training.progress', ({ progress }) => progress.step > 10);
    expect(await times()).toBeLessThan(25);
    const live = await b.client.request('inspect.pixels', { runId: run.id, pixels });
    await sleep(100);
    const later = await b.client.request('inspect.pixels', { runId: run.id, pixels });
    expect(later.logits).not.toEqual(live.logits);
  });

  it('cannot keep a training from going on, or from being paused, with a flood', async () => {
    const { run } = await b.client.request('training.start', { network, train: long });
    await b.client.event('training.progress', ({ progress }) => progress.step > 10);
    const pixels = await digit();
    const hostile = b.connect();
    let isFlooding = true;
    const flood = Array.from({ length: 500 }, async () => {
      while (isFlooding) await hostile.send('inspect.pixels', { runId: run.id, pixels });
    });
    await sleep(100);
    const before = b.store.get(run.id).record.state;
    const step = async () => (await b.client.request('hello', {})).training!.progress.step;
    const first = await step();
    await sleep(300);
    expect(await step()).toBeGreaterThan(first);
    await b.client.request('training.pause', {});
    await sleep(200);
    expect([before, b.store.get(run.id).record.state]).toEqual(['running', 'paused']);
    const halted = await step();
    await sleep(100);
    expect(await step()).toBe(halted);
    await b.client.request('training.stop', {});
    isFlooding = false;
    await Promise.all(flood);
  });

  it('refuses pictures of another size', async () => {
    const runId = await trained();
    for (const length of [0, 783, 785, 1_000_000]) {
      expect(
        await b.client.send('inspect.pixels', { runId, pixels: new Uint8Array(length) }),
      ).toMatchObject({ code: 'bad-request' });
    }
    for (const pixels of [new Float32Array(784), new Uint8Array(2 ** 20 + 1), [0], null]) {
      expect(await b.client.send('inspect.pixels', { runId, pixels })).toMatchObject({
        code: 'bad-request',
      });
    }
  });

  it('and run.weights say how much memory is missing', async () => {
    const runId = await trained();
    let available = Infinity;
    const small = await bench({ availableMemory: () => available });
    const { bytes } = await b.client.request('runs.export', { runId });
    const { run } = await small.client.request('runs.import', { bytes });
    available = 1000;
    const pixels = new Uint8Array(784);
    expect(await small.client.send('inspect.pixels', { runId: run.id, pixels })).toMatchObject({
      code: 'not-enough-memory',
    });
    expect(await small.client.send('run.weights', { runId: run.id })).toMatchObject({
      code: 'not-enough-memory',
    });
    await small.close();
  });
});
