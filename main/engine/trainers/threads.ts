import type { NetworkSpec } from '../../../preload/contract.ts';
import { multiplications } from '../network/multiplications.ts';

/**
 * Multiplications of a batch's forward pass that make a thread of its own worth waking. Measured on two
 * undisturbed cores, seconds an epoch of 60,000 pictures with one part and with two: Dense 128, batch 16
 * (1.6 million) 0.36 and 0.40, batch 32 (3 million) 0.25 and 0.17, batch 128 (13 million) 0.15 and 0.09;
 * two convolutions, batch 128 (130 million) 1.7 and 1.0.
 */
const worthAThread = 1_500_000;

/** What a record asks for must stay a graph that can be built. */
const mostParts = 64;

/**
 * Into how many parts a batch is best cut where so many threads are there; so also the threads that a
 * process needs which trains this one network: TensorFlow takes their number once a process.
 */
export function partsFor(network: NetworkSpec, batchSize: number, threads: number): number {
  const worth = Math.floor((multiplications(network) * batchSize) / worthAThread);
  return Math.max(1, Math.min(threads, batchSize, worth, mostParts));
}
