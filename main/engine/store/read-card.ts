import { open } from 'node:fs/promises';
import { MebaeError, type RunRecord } from '../../../preload/contract.ts';
import { cardLimits, parseCard } from './card.ts';
import { readLimited } from './read-limited.ts';
import { cardOf } from './run-file.ts';
import { decodeHeader, headerLengthOf } from './safetensors.ts';

/** A run's card. @throws MebaeError run-unknown where there is none, run-damaged, run-too-new */
export async function readCard(file: string): Promise<RunRecord> {
  const bytes = await readLimited(file, cardLimits.characters);
  if (!bytes) throw new MebaeError('run-unknown', `${file} is missing`);
  return parseCard(new TextDecoder().decode(bytes));
}

/**
 * The card that a checkpoint carries, without reading its tensors; null where there is none.
 * @throws MebaeError run-damaged, run-too-new
 */
export async function readCheckpointCard(file: string): Promise<RunRecord | null> {
  const handle = await open(file, 'r').catch(() => null);
  if (!handle) return null;
  try {
    const { size } = await handle.stat();
    const start = Buffer.alloc(8);
    const { bytesRead } = await handle.read(start, 0, 8, 0);
    const headerLength = headerLengthOf(start.subarray(0, bytesRead), size);
    const json = Buffer.alloc(headerLength);
    await handle.read(json, 0, headerLength, 8);
    return cardOf(decodeHeader(json, size - 8 - headerLength).metadata);
  } finally {
    await handle.close();
  }
}
