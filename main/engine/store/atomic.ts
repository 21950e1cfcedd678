import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { MebaeError } from '../../../preload/contract.ts';

/**
 * Writes a file so that whoever reads it, after a crash or a power cut at any moment, finds the old
 * contents or the new, never a part: written beside it, flushed to the disk, then renamed over it.
 * @throws MebaeError write-failed; what was there before is still there
 */
export async function writeFileAtomic(file: string, contents: Uint8Array | string): Promise<void> {
  const temporary = `${file}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(contents);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new MebaeError('write-failed', error instanceof Error ? error.message : String(error));
  }
  await syncFolder(path.dirname(file));
}

/** Makes a rename last. Windows can't open a folder for that; there the rename is journalled by itself. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    return;
  }
}
