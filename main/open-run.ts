import { open } from 'node:fs/promises';
import path from 'node:path';
import {
  engineLimits,
  lessonLimits,
  MebaeError,
  toFailure,
  type OpenedRun,
} from '../preload/contract.ts';

/**
 * Reads a saved run or a lesson that the user opened outside the window. Its size is judged before
 * memory is taken, on the file that was opened; what is in a run, the engine judges, in a lesson the window.
 */
export async function readRun(file: string): Promise<OpenedRun> {
  const name = path.basename(file);
  try {
    const limit = /\.mebae-lesson$/i.test(name) ? lessonLimits.bytes : engineLimits.runBytes;
    return { name, ok: true, bytes: await readWithin(file, limit) };
  } catch (error) {
    return { name, ok: false, failure: toFailure(error) };
  }
}

async function readWithin(file: string, limit: number): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const stats = await handle.stat();
    if (stats.isDirectory()) throw new MebaeError('is-a-directory');
    // A pipe or a device has no size and may never end.
    if (!stats.isFile()) throw new MebaeError('run-damaged', 'not a regular file');
    if (stats.size === 0) throw new MebaeError('empty-file');
    if (stats.size > limit) {
      throw new MebaeError('too-many-bytes', undefined, { bytes: stats.size, limit });
    }
    const bytes = new Uint8Array(stats.size);
    const { bytesRead } = await handle.read(bytes, 0, stats.size, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Runs that were opened before the window could take them, and where they go then. */
export class OpenedRuns {
  #waiting: string[] = [];
  #deliver: ((run: OpenedRun) => void) | null = null;

  open(files: string[]): void {
    this.#waiting.push(...files);
    this.#drain();
  }

  /** The window is there and takes runs, until it is gone (null). */
  deliverTo(deliver: ((run: OpenedRun) => void) | null): void {
    this.#deliver = deliver;
    this.#drain();
  }

  #drain(): void {
    const deliver = this.#deliver;
    if (!deliver) return;
    for (const file of this.#waiting.splice(0)) void readRun(file).then(deliver);
  }
}
