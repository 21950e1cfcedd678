import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Writes SHA256SUMS, as `sha256sum -c` reads it, beside the files. */
export async function writeChecksums(files: string[], folder: string): Promise<void> {
  const lines = await Promise.all(
    [...files].sort().map(async (file) => {
      const hash = createHash('sha256');
      await pipeline(createReadStream(file), hash);
      return `${hash.digest('hex')}  ${path.basename(file)}\n`;
    }),
  );
  await writeFile(path.join(folder, 'SHA256SUMS'), lines.join(''));
}
