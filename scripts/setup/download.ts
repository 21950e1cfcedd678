import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { workFolder } from './finished-folder.ts';
import { megabytes, type Report } from './report.ts';

/** Somewhere a file can be had. `fetch` puts it into `folder` and returns its path. */
export interface Source {
  name: string;
  fetch(folder: string, report: Report, signal: AbortSignal): Promise<string>;
}

/** A file known by its SHA-256 (hex); `bytes` is its size as measured, for the person to know. */
export interface Artifact {
  name: string;
  sha256: string;
  bytes: number;
  sources: Source[];
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Where a download is kept once its hash was found right: the name holds the hash. */
export const downloadPath = (cache: string, { sha256, name }: Artifact) =>
  path.join(cache, 'downloads', `${sha256}-${name}`);

/**
 * The path of the artifact in the cache, fetched from the first source that has it. Only a file with
 * the pinned hash ever gets its name there; anything else is deleted.
 * @throws Error naming every source and why it failed.
 */
export async function provideDownload(
  artifact: Artifact,
  cache: string,
  report: Report,
  signal: AbortSignal,
): Promise<string> {
  const target = downloadPath(cache, artifact);
  if (await stat(target).catch(() => null)) return target;
  await mkdir(path.dirname(target), { recursive: true });

  const failures: string[] = [];
  for (const source of artifact.sources) {
    signal.throwIfAborted();
    const folder = await workFolder(target);
    try {
      report.say(`downloading ${artifact.name} (${megabytes(artifact.bytes)}) from ${source.name}`);
      const file = await source.fetch(folder, report, signal);
      const sha256 = await sha256Of(file);
      if (sha256 !== artifact.sha256) {
        throw new Error(`its SHA-256 is ${sha256}, not the pinned ${artifact.sha256}`);
      }
      await rename(file, target);
      return target;
    } catch (error) {
      signal.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      report.say(`not from there: ${reason}`);
      failures.push(`${source.name}: ${reason}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  throw new Error(failures.join('; '));
}
