import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { requestSchemas, type RunRecord } from '../../../preload/contract.ts';
import { decodeRun, encodeRun } from '../../../main/engine/store/run-file.ts';
import { bench, type Bench } from './harness.ts';
import { long, network, trainSpec } from './specs.ts';
import { Work } from './work.ts';

let b: Bench;
beforeEach(async () => {
  b = await bench();
});
afterEach(() => b.close());

async function trained(): Promise<RunRecord> {
  const { run } = await b.client.request('training.start', { network, train: trainSpec() });
  return b.client.ended(run.id);
}

/** A long training under way, past its first steps. */
async function training(): Promise<string> {
  const { run } = await b.client.request('training.start', { network, train: long });
  await b.client.event('training.progress', ({ progress }) => progress.step > 10);
  return run.id;
}

describe('hello', () => {
  it('tells what the engine is, and what there is', async () => {
    const { info, datasets, runs, training } = await b.client.request('hello', {});
    expect(info).toMatchObject({
      engine: expect.stringMatching(/^(native|portable)$/),
      version: expect.stringMatching(/^\d+\.\d+/),
      appVersion: '0.0.0-test',
    });
    expect(info.threads).toBeGreaterThan(0);
    expect(datasets.map(({ id }) => id)).toEqual(['mnist', 'fashion-mnist']);
    expect({ runs, training }).toEqual({ runs: [], training: null });
  });
});

describe('data', () => {
  it('gives labels and pictures, training before validation', async () => {
    const { labels } = await b.client.request('data.labels', { dataset: 'mnist' });
    expect(labels).toHaveLength(70_000);
    // The first training digit of MNIST is a 5, the first validation digit a 7.
    expect([labels[0], labels[60_000]]).toEqual([5, 7]);
    const { pixels } = await b.client.request('data.pixels', {
      dataset: 'mnist',
      ids: [60_000, 0, 0],
    });
    expect(pixels).toHaveLength(3 * 784);
    expect(pixels.slice(784, 1568)).toEqual(pixels.slice(1568));
    expect(Math.max(...pixels)).toBe(255);
  });

  it('refuses sample ids beyond the last', async () => {
    const ids = [70_000];
    expect(await b.client.send('data.pixels', { dataset: 'mnist', ids })).toMatchObject({
      code: 'bad-request',
    });
  });
});

describe('refusals', () => {
  it('names what stands in the way', async () => {
    const { client } = b;
    const train = trainSpec();
    expect(await client.send('training.stop', {})).toMatchObject({ code: 'not-training' });
    expect(await client.send('runs.delete', { runId: 'none' })).toMatchObject({
      code: 'run-unknown',
    });
    expect(await client.send('results.validation', { runId: 'none' })).toMatchObject({
      code: 'run-unknown',
    });
    const wrong = { ...network, layers: network.layers.slice(1) };
    expect(await client.send('training.start', { network: wrong, train })).toMatchObject({
      code: 'network-invalid',
      detail: 'needs-flatten',
      values: { layer: 0 },
    });
    const other = { ...network, input: { height: 8, width: 8, channels: 1 } };
    expect(await client.send('training.start', { network: other, train })).toMatchObject({
      code: 'network-invalid',
    });
    const folder = trainSpec({ dataset: '/etc' });
    expect(await client.send('training.start', { network, train: folder })).toMatchObject({
      code: 'dataset-unknown',
    });
    const weights = trainSpec({ classWeights: [1, 2] });
    expect(await client.send('training.start', { network, train: weights })).toMatchObject({
      code: 'train-invalid',
    });
    expect(b.store.list()).toEqual([]);
  });

  it('says how much memory is missing, and leaves no run behind', async () => {
    const small = await bench({ availableMemory: () => 10_000_000 });
    const refusal = await small.client.send('training.start', { network, train: trainSpec() });
    expect(refusal).toMatchObject({ code: 'not-enough-memory', values: { available: 10 } });
    expect(refusal!.values!['needed']).toBeGreaterThan(10);
    expect(small.store.list()).toEqual([]);
    await small.close();
  });

  it('lets one training run at a time, and not be deleted', async () => {
    const runId = await training();
    const again = { network, train: trainSpec() };
    expect(await b.client.send('training.start', again)).toMatchObject({ code: 'busy' });
    expect(await b.client.send('training.continue', { runId })).toMatchObject({ code: 'busy' });
    expect(await b.client.send('runs.delete', { runId })).toMatchObject({ code: 'busy' });
  });

  it('starts one of several at the same moment', async () => {
    const request = { network, train: long };
    const replies = await Promise.all(
      [1, 2, 3].map(() => b.client.send('training.start', request)),
    );
    expect(replies.filter((failure) => failure === null)).toHaveLength(1);
    expect(replies.filter((failure) => failure?.code === 'busy')).toHaveLength(2);
  });
});

describe('answers', () => {
  it('come during a training, from its weights as they are, and while it is paused', async () => {
    const runId = await training();
    const ask = () =>
      b.client.request('classify.samples', { runId, dataset: 'mnist', ids: [60_000, 1, 2] });
    const early = await ask();
    expect(early.probabilities).toHaveLength(30);
    await sleep(150);
    const later = await ask();
    expect(later.probabilities).not.toEqual(early.probabilities);
    await b.client.request('training.pause', {});
    await sleep(100);
    const paused = await ask();
    expect(await ask()).toEqual(paused);
    const sum = paused.probabilities.slice(0, 10).reduce((a, p) => a + p, 0);
    expect(sum).toBeCloseTo(1, 4);
    const { predicted } = await b.client.request('results.validation', { runId });
    expect(predicted).toHaveLength(10_000);
  });

  it('to all validation pictures leave a pause immediate', async () => {
    const runId = await training();
    const work = new Work();
    onTestFinished(() => work.end());
    const halts: number[] = [];
    for (let time = 0; time < 5; time += 1) {
      const results = b.client.request('results.validation', { runId });
      const asked = await work.moment(10);
      await b.client.request('training.pause', {});
      await sleep(200);
      halts.push(work.lastedFrom(asked));
      expect((await results).predicted).toHaveLength(10_000);
      await b.client.request('training.resume', {});
    }
    // The middle one: a busy machine may stop a test for seconds.
    expect(halts.toSorted((x, y) => x - y)[2], halts.join()).toBeLessThan(150);
  });

  it('are the same for a picture as a sample and as a file', async () => {
    const run = await trained();
    const { pixels } = await b.client.request('data.pixels', { dataset: 'mnist', ids: [60_000] });
    const png = await sharp(pixels, { raw: { width: 28, height: 28, channels: 1 } })
      .png()
      .toBuffer();
    const { prepared, probabilities } = await b.client.request('classify.image', {
      runId: run.id,
      bytes: new Uint8Array(png),
    });
    expect(prepared.input).toEqual(pixels);
    const sample = await b.client.request('classify.samples', {
      runId: run.id,
      dataset: 'mnist',
      ids: [60_000],
    });
    expect(probabilities).toEqual(sample.probabilities);
    expect(probabilities.indexOf(Math.max(...probabilities))).toBe(7);
  });

  it('come from a run that was sent with a folder’s name, and its folder is not read', async () => {
    const run = await trained();
    const saved = decodeRun((await b.client.request('runs.export', { runId: run.id })).bytes);
    const record = {
      ...saved.record,
      train: { ...saved.record.train, dataset: '/somebody/digits' },
    };
    const bytes = encodeRun({ ...saved, record });
    const { run: sent } = await b.client.request('runs.import', { bytes });
    const picture = await sharp({
      create: { width: 40, height: 40, channels: 3, background: '#fff' },
    })
      .png()
      .toBuffer();
    const { probabilities } = await b.client.request('classify.image', {
      runId: sent.id,
      bytes: new Uint8Array(picture),
    });
    expect(probabilities).toHaveLength(10);
    for (const kind of ['results.validation', 'training.continue'] as const) {
      expect(
        await b.client.send(kind, {
          runId: sent.id,
          ...(kind === 'training.continue' ? { epochs: 9 } : {}),
        }),
      ).toMatchObject({
        code: 'dataset-unknown',
      });
    }
  });

  it('fail by themselves for files that are no pictures', async () => {
    const run = await trained();
    const files = [new Uint8Array(), new Uint8Array(100).fill(65)];
    for (const bytes of files) {
      const failure = await b.client.send('classify.image', { runId: run.id, bytes });
      expect(failure?.code).toMatch(/^(empty-file|not-an-image)$/);
    }
  });

  it('come from networks that are looked at in turn, more than are kept loaded', async () => {
    const runs: RunRecord[] = [];
    for (let seed = 1; seed <= 5; seed += 1) {
      const train = trainSpec({ seed, epochs: 1, trainingLimit: 200 });
      const { run } = await b.client.request('training.start', { network, train });
      runs.push(await b.client.ended(run.id));
    }
    const ask = (run: RunRecord) =>
      b.client.request('classify.samples', { runId: run.id, dataset: 'mnist', ids: [0] });
    const first = await Promise.all(runs.map(ask));
    const second = await Promise.all(runs.map(ask));
    expect(second).toEqual(first);
    expect(new Set(first.map(({ probabilities }) => probabilities.join())).size).toBe(5);
  });
});

describe('runs', () => {
  it('are renamed, put aside and brought back, and every window hears of it', async () => {
    const run = await trained();
    const other = b.connect();
    await b.client.request('runs.rename', { runId: run.id, name: ' My run ' });
    expect((await other.event('run.changed')).run.name).toBe('My run');
    await b.client.request('runs.delete', { runId: run.id });
    expect((await other.event('run.deleted')).runId).toBe(run.id);
    expect(await b.client.send('runs.export', { runId: run.id })).toMatchObject({
      code: 'run-unknown',
    });
    await b.client.request('runs.restore', { runId: run.id });
    expect((await b.client.request('hello', {})).runs[0]?.name).toBe('My run');
  });

  it('are saved as one file that answers alike elsewhere, and goes on', async () => {
    const run = await trained();
    const { fileName, bytes } = await b.client.request('runs.export', { runId: run.id });
    expect(fileName).toBe('MNIST 32.mebae');
    const elsewhere = await bench();
    const { run: opened } = await elsewhere.client.request('runs.import', { bytes });
    // All but the snapshots: the file has the weights that answer, not those of epochs gone by.
    expect({ ...opened, snapshots: [1, 2, 3] }).toEqual(run);
    expect(opened.snapshots).toBeUndefined();
    const request = { runId: run.id, dataset: 'mnist' as const, ids: [60_000, 60_001] };
    expect(await elsewhere.client.request('classify.samples', request)).toEqual(
      await b.client.request('classify.samples', request),
    );
    await elsewhere.client.request('training.continue', { runId: run.id, epochs: 4 });
    expect((await elsewhere.client.ended(run.id)).history).toHaveLength(4);
    const twice = await elsewhere.client.request('runs.import', { bytes });
    expect(twice.run.id).not.toBe(run.id);
    await elsewhere.close();
  });

  it('are refused from hostile files, and nothing is left of those', async () => {
    const run = await trained();
    const { bytes } = await b.client.request('runs.export', { runId: run.id });
    const header = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(8 + header - 1), fc.nat(255)), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 64 }),
        async (changes, cut) => {
          const changed = bytes.slice(0, bytes.length - cut);
          for (const [at, value] of changes) changed[at] = value;
          const before = b.store.list().length;
          const failure = await b.client.send('runs.import', { bytes: changed });
          if (failure) {
            expect(failure.code).toMatch(/^run-(damaged|too-new)$/);
            expect(b.store.list()).toHaveLength(before);
          }
        },
      ),
      { numRuns: 60 },
    );
    expect((await b.client.request('hello', {})).runs.length).toBeGreaterThan(0);
  });

  it('without weights say so', async () => {
    const { run } = await b.client.request('training.start', { network, train: long });
    await b.client.request('training.stop', {});
    const { weightsEpoch, stoppedAt } = await b.client.ended(run.id);
    const failure = await b.client.send('classify.samples', {
      ...{ runId: run.id, dataset: 'mnist', ids: [0] },
    });
    // Stopped before its first step or after: only then are there weights.
    expect(weightsEpoch).toBe(0);
    expect(failure?.code).toBe(stoppedAt === undefined ? 'no-weights-yet' : undefined);
  });
});

describe('a hostile window', () => {
  it('is answered with bad-request, whatever it sends', async () => {
    const { client } = b;
    const cloneable = fc.anything({ withBigInt: true, withDate: true, withTypedArray: true });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.constantFrom(...Object.keys(requestSchemas)), fc.string()),
        cloneable,
        async (kind, payload) => {
          const harmless = ['hello', 'training.pause', 'training.resume', 'training.stop'];
          const failure = await client.send(kind, payload, { more: 1 });
          expect(failure?.code).toBe('bad-request');
          if (!harmless.includes(kind)) {
            expect((await client.send(kind, payload))?.code).toBe('bad-request');
          }
        },
      ),
      { numRuns: 300 },
    );
    for (const message of [null, 7, 'x', [], {}, { id: -1 }, { id: 1.5 }, { id: Number.NaN }]) {
      client.port.postMessage(message);
    }
    expect((await client.request('hello', {})).runs).toEqual([]);
  });

  it('cannot keep a training from going on with a flood', async () => {
    await training();
    const hostile = b.connect();
    const huge = { ids: new Array(100_000).fill(0), dataset: 'mnist' };
    const before = (await b.client.request('hello', {})).training!.progress.step;
    const replies = await Promise.all([
      ...Array.from({ length: 5000 }, () => hostile.send('no such kind', {})),
      ...Array.from({ length: 20 }, () => hostile.send('data.pixels', huge)),
    ]);
    expect(new Set(replies.map((failure) => failure?.code))).toEqual(new Set(['bad-request']));
    await sleep(200);
    const after = (await b.client.request('hello', {})).training!.progress.step;
    expect(after).toBeGreaterThan(before);
  });

  it('may be gone when its answer comes', async () => {
    const runId = await training();
    const leaving = b.connect();
    void leaving.request('results.validation', { runId });
    leaving.port.close();
    await sleep(50);
    expect((await b.client.request('hello', {})).training).not.toBeNull();
  });
});

it('refuses convolutions on the portable engine before a run is made', async () => {
  const kind = 'conv2d' as const;
  const window = { kernel: 3, stride: 2, padding: 'same' as const, activation: 'relu' as const };
  const convolution = {
    ...network,
    layers: [{ kind, filters: 2, ...window }, ...network.layers],
  };
  const { info } = await b.client.request('hello', {});
  const train = trainSpec({ epochs: 1, trainingLimit: 100 });
  const failure = await b.client.send('training.start', { network: convolution, train });
  expect(failure?.code).toBe(info.engine === 'portable' ? 'cannot-train-here' : undefined);
  expect(b.store.list()).toHaveLength(info.engine === 'portable' ? 0 : 1);
});
