import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OpenedRuns, readRun } from '../../../main/open-run.ts';
import { engineLimits, type OpenedRun } from '../../../preload/contract.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mebae-run-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('readRun', () => {
  it('reads a file whole', async () => {
    const file = path.join(folder, 'a.mebae');
    await writeFile(file, new Uint8Array([1, 2, 3]));
    expect(await readRun(file)).toEqual({
      name: 'a.mebae',
      ok: true,
      bytes: new Uint8Array([1, 2, 3]),
    });
  });

  it('says what is wrong with what it can not read', async () => {
    const code = async (name: string) => {
      const run = await readRun(path.join(folder, name));
      return run.ok ? 'read' : run.failure.code;
    };
    await mkdir(path.join(folder, 'folder.mebae'));
    await writeFile(path.join(folder, 'empty.mebae'), '');
    await writeFile(path.join(folder, 'huge.mebae'), '');
    // A sparse file: large by its size, nothing on the disk, and never read into memory.
    await truncate(path.join(folder, 'huge.mebae'), engineLimits.runBytes + 1);
    expect(await code('folder.mebae')).toBe('is-a-directory');
    expect(await code('empty.mebae')).toBe('empty-file');
    expect(await code('huge.mebae')).toBe('too-many-bytes');
    expect(await code('missing.mebae')).toBe('unexpected');
  });
});

it('keeps runs until there is a window to take them', async () => {
  const file = path.join(folder, 'a.mebae');
  await writeFile(file, 'x');
  const runs = new OpenedRuns();
  const taken: OpenedRun[] = [];
  runs.open([file]);
  runs.deliverTo((run) => taken.push(run));
  await vi.waitFor(() => expect(taken).toHaveLength(1));
  runs.deliverTo(null);
  runs.open([file]);
  runs.deliverTo((run) => taken.push(run));
  await vi.waitFor(() => expect(taken).toHaveLength(2));
});
