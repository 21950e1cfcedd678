import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeRun } from '../../../main/engine/store/run-file.ts';
import { RunStore } from '../../../main/engine/store/run-store.ts';
import { recordOf, savedRun, tinyNetwork, weightsOf } from './fixtures.ts';

let data: string;
beforeEach(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'mebae-store-'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

describe('RunStore', () => {
  it('lists its runs after a restart, the newest first', async () => {
    const store = await RunStore.open(data);
    const older = await store.create(recordOf({ createdAt: '2026-01-01T00:00:00.000Z' }));
    const newer = await store.create(recordOf({ createdAt: '2026-02-01T00:00:00.000Z' }));
    const ids = (await RunStore.open(data)).list().map(({ id }) => id);
    expect(ids).toEqual([newer.record.id, older.record.id]);
  });

  it('exports a run to bytes and imports them under their own id elsewhere', async () => {
    const store = await RunStore.open(data);
    const { id } = await store.import(savedRun());
    expect(await readdir(path.join(data, 'runs', id))).toHaveLength(2);
    // Snapshots stay at home.
    await store.get(id).saveSnapshot(1, weightsOf(tinyNetwork));
    const bytes = await store.export(id);
    expect(decodeRun(bytes)).toEqual(savedRun());
  });

  it('gives an import a new id where its own is taken, even in the trash', async () => {
    const store = await RunStore.open(data);
    const first = await store.import(savedRun());
    const second = await store.import(savedRun());
    expect(second.id).not.toBe(first.id);
    await store.delete(first.id);
    const third = await store.import(savedRun());
    expect(third.id).not.toBe(first.id);
    await store.restore(first.id);
    expect(store.list()).toHaveLength(3);
  });

  it('calls an imported run interrupted that was exported while it trained', async () => {
    const store = await RunStore.open(data);
    const saved = savedRun();
    saved.record = { ...saved.record, state: 'running' };
    expect((await store.import(saved)).state).toBe('interrupted');
  });

  it('puts a run aside and brings it back with its weights', async () => {
    const store = await RunStore.open(data);
    const { id } = await store.import(savedRun());
    await store.get(id).saveSnapshot(1, weightsOf(tinyNetwork, 5));
    await store.delete(id);
    expect(store.list()).toEqual([]);
    expect(() => store.get(id)).toThrow(expect.objectContaining({ code: 'run-unknown' }));
    await store.restore(id);
    expect((await store.get(id).readCheckpoint()).weights).toEqual(savedRun().weights);
    expect(store.get(id).record.snapshots).toEqual([1]);
    expect(await store.get(id).readSnapshot(1)).toEqual(weightsOf(tinyNetwork, 5));
    await store.get(id).update({ name: 'moved there and back' });
    expect((await RunStore.open(data)).get(id).record.name).toBe('moved there and back');
  });

  it('empties the trash at the next start', async () => {
    const store = await RunStore.open(data);
    const { id } = await store.import(savedRun());
    await store.delete(id);
    const next = await RunStore.open(data);
    await expect(next.restore(id)).rejects.toMatchObject({ code: 'run-unknown' });
    expect(await readdir(data)).toEqual(['runs']);
  });

  it('reports damaged folders and leaves every byte of them', async () => {
    const place = path.join(data, 'runs', 'broken');
    await mkdir(place, { recursive: true });
    await writeFile(path.join(place, 'run.json'), 'not JSON');
    await mkdir(path.join(data, 'runs', 'Not A Run'));
    const store = await RunStore.open(data);
    expect(store.list()).toEqual([]);
    expect(
      store
        .damaged()
        .map(({ folder }) => folder)
        .sort(),
    ).toEqual(['Not A Run', 'broken']);
    expect(await readFile(path.join(place, 'run.json'), 'utf8')).toBe('not JSON');
    const saved = savedRun();
    saved.record = { ...saved.record, id: 'broken' };
    expect((await store.import(saved)).id).not.toBe('broken');
  });
});
