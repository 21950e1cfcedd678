import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  engineLimits,
  MebaeError,
  type Replies,
  type RunRecord,
} from '../../../preload/contract.ts';
import { hello, runRecord, startApp, type Answers, type ScriptedHost } from '../harness.ts';

const file = (name: string, bytes = 4) => new File([new Uint8Array(bytes)], name);

/** As large as it says, with nothing behind it. */
function hugeFile(name: string): File {
  const huge = file(name);
  Object.defineProperty(huge, 'size', { value: engineLimits.imageBytes + 1 });
  huge.arrayBuffer = () => Promise.reject(new Error('must not be read'));
  return huge;
}

function answer(epoch = 3): Replies['classify.image'] {
  return {
    prepared: {
      original: { width: 1, height: 1, rgba: new Uint8Array(4) },
      inverted: false,
      centred: true,
      input: new Uint8Array(784),
    },
    probabilities: new Float32Array(10),
    epoch,
  };
}

let host: ScriptedHost;
afterEach(() => host.close());

async function start(answers: Answers = {}, runs: RunRecord[] = [runRecord()]) {
  const started = await startApp({
    hello: () => hello({ runs }),
    'classify.image': () => answer(),
    ...answers,
  });
  host = started.host;
  return started.app;
}

describe('Dropped', () => {
  it('classifies what was added, with the run that has weights', async () => {
    const app = await start();
    const [item] = app.dropped.add([file('four.png')]);
    await vi.waitFor(() => expect(item?.status).toBe('classified'));
    expect(item).toMatchObject({ name: 'four.png', runId: 'run-1', epoch: 3 });
    expect(item?.probabilities).toHaveLength(10);
    expect(app.dropped.progress).toEqual({ done: 1, total: 1 });
    expect(app.dropped.busy).toBe(false);
  });

  it('refuses folders, empty and enormous files beside their names, unread', async () => {
    const app = await start();
    const items = app.dropped.add([file('empty.png', 0), hugeFile('huge.png')], ['holiday']);
    expect(items.map(({ name, failure }) => [name, failure?.code])).toEqual([
      ['empty.png', 'empty-file'],
      ['huge.png', 'too-many-bytes'],
      ['holiday', 'is-a-directory'],
    ]);
    expect(items[1]?.failure?.values).toEqual({ limit: '64 MB' });
    expect(host.engine.asked('classify.image')).toBe(0);
  });

  it('shows a failure beside its file and goes on with the others', async () => {
    let count = 0;
    const app = await start({
      'classify.image': () => {
        if (++count === 1) throw new MebaeError('not-an-image');
        return answer();
      },
    });
    const [bad, good] = app.dropped.add([file('notes.txt'), file('seven.png')]);
    await vi.waitFor(() => expect(good?.status).toBe('classified'));
    expect(bad?.failure?.code).toBe('not-an-image');
  });

  it('tells of a file that can no longer be read', async () => {
    const app = await start();
    const gone = file('gone.png');
    gone.arrayBuffer = () => Promise.reject(new Error('NotFoundError'));
    const [item] = app.dropped.add([gone]);
    await vi.waitFor(() => expect(item?.failure?.code).toBe('unreadable-image'));
  });

  it('never has more than two pictures with the engine', async () => {
    let now = 0;
    let most = 0;
    const app = await start({
      'classify.image': async () => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setTimeout(resolve, 2));
        now -= 1;
        return answer();
      },
    });
    app.dropped.add(Array.from({ length: 20 }, (_, k) => file(`${k}.png`)));
    await vi.waitFor(() => expect(app.dropped.progress).toEqual({ done: 20, total: 20 }));
    expect(most).toBe(2);
  });

  it('keeps pictures until a network has its first weights', async () => {
    const training = runRecord({ state: 'running', weightsEpoch: 0, history: [] });
    const app = await start({}, [training]);
    const [item] = app.dropped.add([file('one.png')]);
    expect(app.dropped.run).toBeNull();
    expect(item?.status).toBe('waiting');
    const [record] = runRecord().history;
    host.engine.emit({ event: 'training.epoch', runId: training.id, record: record! });
    await vi.waitFor(() => expect(item?.status).toBe('classified'));
  });

  it('takes ten thousand at once without holding the window up', async () => {
    const app = await start({ 'classify.image': () => new Promise(() => undefined) });
    const files = Array.from({ length: 10_000 }, (_, k) => file(`${k}.png`));
    const from = performance.now();
    app.dropped.add(files);
    expect(performance.now() - from).toBeLessThan(1000);
    await vi.waitFor(() => expect(host.engine.asked('classify.image')).toBe(2));
    expect(app.dropped.progress).toEqual({ done: 0, total: 10_000 });
  });

  it('cancels what has not had its turn, and takes that back', async () => {
    const replies: ((reply: Replies['classify.image']) => void)[] = [];
    const app = await start({
      'classify.image': () => new Promise((resolve) => void replies.push(resolve)),
    });
    app.dropped.add([file('a'), file('b'), file('c'), file('d')]);
    await vi.waitFor(() => expect(replies).toHaveLength(2));
    const undo = app.dropped.cancel();
    expect(app.dropped.items.map((item) => item.name)).toEqual(['a', 'b']);
    undo();
    expect(app.dropped.items.map((item) => item.name)).toEqual(['a', 'b', 'c', 'd']);
    for (let k = 0; k < 4; k++) {
      await vi.waitFor(() => expect(replies.length).toBeGreaterThan(k));
      replies[k]?.(answer());
    }
    await vi.waitFor(() => expect(app.dropped.progress.done).toBe(4));
  });

  it('clears, and brings the answers back on undo', async () => {
    const app = await start();
    const [item] = app.dropped.add([file('two.png')]);
    await vi.waitFor(() => expect(item?.status).toBe('classified'));
    const undo = app.dropped.clear();
    expect(app.dropped.items).toEqual([]);
    undo();
    expect(app.dropped.items).toEqual([item]);
    expect(item?.status).toBe('classified');
  });

  it('asks another run on demand', async () => {
    const other = runRecord({ id: 'run-0', createdAt: '2026-11-23T00:00:00.000Z' });
    const app = await start({}, [runRecord(), other]);
    const [item] = app.dropped.add([file('two.png')]);
    await vi.waitFor(() => expect(item?.runId).toBe('run-1'));
    app.dropped.classifyAgain([item!], 'run-0');
    await vi.waitFor(() => expect(item?.runId).toBe('run-0'));
  });

  it('goes on after the engine died, but not a third time with a picture that kills it', async () => {
    const app = await start({ 'classify.image': () => new Promise(() => undefined) });
    const [item] = app.dropped.add([file('poison.png')]);
    for (let death = 1; death <= 2; death++) {
      await vi.waitFor(() => expect(host.engine.asked('classify.image')).toBe(1));
      host.status({ state: 'restarting', reason: 'SIGKILL', restarts: death });
      host.status({ state: 'ready' });
      await vi.waitFor(() => expect(app.engineStatus.state).toBe('ready'));
    }
    await vi.waitFor(() => expect(item?.failure?.code).toBe('engine-died'));
  });

  it('lets the oldest originals go when a hundred younger ones came', async () => {
    const app = await start();
    const items = app.dropped.add(Array.from({ length: 101 }, (_, k) => file(`${k}.png`)));
    await vi.waitFor(() => expect(app.dropped.progress.done).toBe(101));
    expect(items[0]?.prepared?.original.rgba).toHaveLength(0);
    expect(items[1]?.prepared?.original.rgba).toHaveLength(4);
    app.dropped.classifyAgain([items[0]!]);
    await vi.waitFor(() => expect(items[0]?.prepared?.original.rgba).toHaveLength(4));
  });
});
