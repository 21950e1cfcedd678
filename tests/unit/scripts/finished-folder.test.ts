import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  finishedFacts,
  finishFolder,
  isFinished,
  removeAbandoned,
} from '../../../scripts/setup/finished-folder.ts';
import { temporaryFolder } from './temporary-folder.ts';

const fillWith = (text: string) => async (folder: string) => {
  await writeFile(path.join(folder, 'content'), text);
  return { text };
};
const content = (folder: string) => readFile(path.join(folder, 'content'), 'utf8');

describe('a finished folder', () => {
  it('has its content, its facts, and no work folder beside it', async () => {
    const parent = await temporaryFolder();
    const target = path.join(parent, 'tool');
    await finishFolder(target, fillWith('one'));
    expect(await content(target)).toBe('one');
    expect(await finishedFacts(target)).toEqual({ text: 'one' });
    expect(await readdir(parent)).toEqual(['tool']);
  });

  it('is made once, or anew when asked', async () => {
    const target = path.join(await temporaryFolder(), 'tool');
    await finishFolder(target, fillWith('one'));
    await finishFolder(target, fillWith('two'));
    expect(await content(target)).toBe('one');
    await finishFolder(target, fillWith('two'), { replace: true });
    expect(await content(target)).toBe('two');
  });

  it('does not appear when filling it fails half-way', async () => {
    const parent = await temporaryFolder();
    const target = path.join(parent, 'tool');
    const halfWay = async (folder: string) => {
      await writeFile(path.join(folder, 'content'), 'half');
      throw new Error('interrupted');
    };
    await expect(finishFolder(target, halfWay)).rejects.toThrow('interrupted');
    expect(await readdir(parent)).toEqual([]);
  });

  it('stays as it was when making its successor fails', async () => {
    const target = path.join(await temporaryFolder(), 'tool');
    await finishFolder(target, fillWith('one'));
    const failing = () => Promise.reject(new Error('does not compile'));
    await expect(finishFolder(target, failing, { replace: true })).rejects.toThrow();
    expect(await content(target)).toBe('one');
  });

  it('replaces a folder without the stamp: nobody knows whether that is whole', async () => {
    const target = path.join(await temporaryFolder(), 'tool');
    await mkdir(target);
    await writeFile(path.join(target, 'left-over'), '');
    expect(isFinished(target)).toBe(false);
    await finishFolder(target, fillWith('whole'));
    expect(existsSync(path.join(target, 'left-over'))).toBe(false);
  });

  it('is right when two make it at once', async () => {
    const parent = await temporaryFolder();
    const target = path.join(parent, 'tool');
    await Promise.all([
      finishFolder(target, fillWith('same')),
      finishFolder(target, fillWith('same')),
    ]);
    expect(await content(target)).toBe('same');
    expect(await readdir(parent)).toEqual(['tool']);
  });
});

describe('abandoned work folders', () => {
  it('are removed after a day, those of a running set-up are not', async () => {
    const parent = await temporaryFolder();
    for (const name of ['a.partial-old', 'b.partial-new', 'kept']) {
      await mkdir(path.join(parent, name));
    }
    const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 60 * 60;
    await utimes(path.join(parent, 'a.partial-old'), twoDaysAgo, twoDaysAgo);
    await utimes(path.join(parent, 'kept'), twoDaysAgo, twoDaysAgo);
    await removeAbandoned(parent);
    expect(await readdir(parent)).toEqual(['b.partial-new', 'kept']);
  });
});
