import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  downloadPath,
  provideDownload,
  type Artifact,
  type Source,
} from '../../../scripts/setup/download.ts';
import type { Report } from '../../../scripts/setup/report.ts';
import { temporaryFolder } from './temporary-folder.ts';

const quiet: Report = { say: () => undefined, progress: () => undefined };
const never = new AbortController().signal;
const good = 'the right bytes';

function source(name: string, text: string, calls: string[] = []): Source {
  return {
    name,
    async fetch(folder) {
      calls.push(name);
      const file = path.join(folder, 'file');
      await writeFile(file, text);
      return file;
    },
  };
}
const failing = (name: string, calls: string[] = []): Source => ({
  name,
  fetch() {
    calls.push(name);
    return Promise.reject(new Error('no answer'));
  },
});
const artifact = (...sources: Source[]): Artifact => ({
  name: 'file.zip',
  sha256: createHash('sha256').update(good).digest('hex'),
  bytes: good.length,
  sources,
});

describe('a download', () => {
  it('is kept under its hash and not fetched again', async () => {
    const cache = await temporaryFolder();
    const calls: string[] = [];
    const wanted = artifact(source('maker', good, calls));
    const file = await provideDownload(wanted, cache, quiet, never);
    expect(path.basename(file)).toBe(`${wanted.sha256}-file.zip`);
    expect(await readFile(file, 'utf8')).toBe(good);
    expect(await provideDownload(wanted, cache, quiet, never)).toBe(file);
    expect(calls).toEqual(['maker']);
  });

  it('comes from the first source that has it', async () => {
    const calls: string[] = [];
    const sources = ['registry', 'another'].map((name) => source(name, good, calls));
    const wanted = artifact(failing('maker', calls), ...sources);
    await provideDownload(wanted, await temporaryFolder(), quiet, never);
    expect(calls).toEqual(['maker', 'registry']);
  });

  it('with another hash is refused and deleted', async () => {
    const cache = await temporaryFolder();
    const wanted = artifact(source('tampered', 'other bytes'));
    await expect(provideDownload(wanted, cache, quiet, never)).rejects.toThrow(
      /tampered: its SHA-256 is/,
    );
    expect(await readdir(path.join(cache, 'downloads'))).toEqual([]);
  });

  it('that no source has names each and its reason', async () => {
    const wanted = artifact(failing('maker'), failing('registry'));
    await expect(provideDownload(wanted, await temporaryFolder(), quiet, never)).rejects.toThrow(
      'maker: no answer; registry: no answer',
    );
  });

  it('interrupted leaves nothing and tries no further source', async () => {
    const cache = await temporaryFolder();
    const calls: string[] = [];
    const interruption = new AbortController();
    const interrupted: Source = {
      name: 'maker',
      async fetch(folder) {
        await writeFile(path.join(folder, 'file'), 'half of');
        interruption.abort();
        throw new Error('aborted');
      },
    };
    const wanted = artifact(interrupted, source('registry', good, calls));
    await expect(provideDownload(wanted, cache, quiet, interruption.signal)).rejects.toThrow();
    expect(calls).toEqual([]);
    expect(await readdir(path.join(cache, 'downloads'))).toEqual([]);
    expect(downloadPath(cache, wanted)).toContain(wanted.sha256);
  });
});
