import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomic } from '../../../main/engine/store/atomic.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mebae-atomic-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('writeFileAtomic', () => {
  it('replaces a file', async () => {
    const file = path.join(folder, 'a');
    await writeFileAtomic(file, 'old');
    await writeFileAtomic(file, 'new');
    expect(await readFile(file, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['a']);
  });

  it('leaves what was there, and nothing beside it, where it fails', async () => {
    const occupied = path.join(folder, 'occupied');
    await mkdir(path.join(occupied, 'full'), { recursive: true });
    await expect(writeFileAtomic(occupied, 'new')).rejects.toMatchObject({ code: 'write-failed' });
    expect(await readdir(folder)).toEqual(['occupied']);
    expect(await readdir(occupied)).toEqual(['full']);
  });
});
