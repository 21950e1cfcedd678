import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const assets = fileURLToPath(new URL('../../../assets', import.meta.url));

/** An IDX file of unsigned bytes. */
export function idx(dimensions: number[], data: ArrayLike<number>): Buffer {
  const header = Buffer.alloc(4 + 4 * dimensions.length);
  header[2] = 8;
  header[3] = dimensions.length;
  dimensions.forEach((dimension, index) => header.writeUInt32BE(dimension, 4 + 4 * index));
  return Buffer.concat([header, Buffer.from(data)]);
}

/** A temporary folder with these files. */
export function folderOf(files: Record<string, Uint8Array>): string {
  const folder = mkdtempSync(join(tmpdir(), 'mebae-data-'));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  return folder;
}

/** What a promise is refused with: the code, and where there is one the problem. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (error: { code?: string; values?: Record<string, unknown>; message?: string }) =>
      [error.code ?? error.message, error.values?.['problem']].filter(Boolean).join(' '),
  );
}
