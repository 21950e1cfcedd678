import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { MebaeError } from '../../../preload/contract.ts';

/**
 * A file's bytes, its size checked before memory is taken; null where it isn't there.
 * @throws MebaeError run-damaged
 */
export async function readLimited(file: string, limit: number): Promise<Uint8Array | null> {
  try {
    const stats = await stat(file);
    // A pipe or a device has no size and may never end.
    if (!stats.isFile()) throw new MebaeError('run-damaged', `${path.basename(file)} is no file`);
    if (stats.size > limit)
      throw new MebaeError('run-damaged', `${path.basename(file)} is too large`);
    return await readFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    if (error instanceof MebaeError) throw error;
    throw new MebaeError('run-damaged', (error as Error).message);
  }
}
