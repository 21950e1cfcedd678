import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { damaged } from './idx.ts';

const line = /^([0-9a-f]{64}) [ *](.+)$/;

/** The lines of a file written by `sha256sum`: sums by path. Lines of any other form are left out. */
export function parseChecksums(text: string): Map<string, string> {
  const sums = new Map<string, string>();
  for (const entry of text.split('\n')) {
    const [, sum, path] = line.exec(entry.trimEnd()) ?? [];
    if (sum && path) sums.set(path, sum);
  }
  return sums;
}

/** The sums of the datasets that come with the application. */
export async function readChecksums(datasets: string): Promise<Map<string, string>> {
  return parseChecksums(await readFile(join(datasets, 'SHA256SUMS'), 'utf8'));
}

/**
 * A disk that lost a bit, or a broken download, must not become a network that learns badly.
 *
 * @throws MebaeError `dataset-damaged` where `bytes` are not what `sums` has for `path`
 */
export function verifyChecksum(sums: Map<string, string>, path: string, bytes: Uint8Array): void {
  const expected = sums.get(path);
  if (!expected) throw damaged(path, 'checksum', 'has no checksum in SHA256SUMS');
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== expected) throw damaged(path, 'checksum', `SHA-256 ${found}, not ${expected}`);
}
