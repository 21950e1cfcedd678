import { createInterface } from 'node:readline';
import type { NetworkSpec } from '../../../preload/contract.ts';

/** What a contestant is asked to train, as JSON in its only argument. */
export interface Task {
  /** One of the bench's own, or (Mebae's trainers only) any. */
  network: keyof typeof networks | NetworkSpec;
  batchSize: number;
  /** Training pictures as bytes, 28 x 28 each, and labels: files, so that no contestant waits for another's format. */
  images: string;
  labels: string;
  count: number;
  threads: number | null;
}

/** The bench's networks: the lecture's, and a small convolutional one. Every contestant builds the same. */
export const networks = {
  dense: 'Flatten, Dense 128 relu, Dense 10 softmax',
  convolutional: 'Conv 3x3x16, pool, Conv 3x3x32, pool, Dense 64 relu, Dense 10 softmax',
};

/**
 * A contestant's process: says `ready` once everything is loaded and built, then trains one epoch for
 * every line it is sent and answers with its seconds. Waiting between two epochs costs nothing, so
 * that contestants can take turns and the machine's moods fall on all alike.
 */
export async function contest(epoch: () => Promise<void>): Promise<void> {
  console.log('ready');
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'end') break;
    const from = performance.now();
    await epoch();
    console.log(`seconds ${(performance.now() - from) / 1000}`);
  }
  process.exit(0);
}

export const taskOf = (argument = process.argv[2]): Task => JSON.parse(argument ?? '') as Task;
