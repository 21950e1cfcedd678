import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isWritableFolder } from '../../../main/writable-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mebae-writable-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('takes a folder that is there, and leaves nothing in it', async () => {
  expect(isWritableFolder(folder)).toBe(true);
  expect(await readdir(folder)).toEqual([]);
});

it('takes none that is missing, or where a file is in the way', async () => {
  await writeFile(path.join(folder, 'file'), '');
  expect(isWritableFolder(path.join(folder, 'none'))).toBe(false);
  expect(isWritableFolder(path.join(folder, 'file', 'below'))).toBe(false);
});
