import { open, rename, rm } from 'node:fs/promises';

/**
 * Replaces a file whole or not at all: a crash or a full disk in the middle leaves the old one.
 * Without the fsync a power cut may leave the new name on an empty file.
 */
export async function writeFileAtomically(file: string, content: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const handle = await open(temporary, 'w', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
