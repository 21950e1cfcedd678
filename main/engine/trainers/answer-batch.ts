import type { NetworkSpec } from '../../../preload/contract.ts';
import { inputShape, outputShapes, sizeOf } from '../network/shapes.ts';

/** Numbers that the layers' outputs of one batch may hold together: 32 MB. */
const numbersABatch = 8 * 1024 * 1024;
const largestBatch = 5000;

/** Pictures for one run of a network that only answers: many for small networks, fewer for large ones. */
export function answerBatch(network: NetworkSpec): number {
  const numbers = [inputShape(network), ...outputShapes(network)]
    .map(sizeOf)
    .reduce((sum, size) => sum + size, 0);
  return Math.max(1, Math.min(largestBatch, Math.floor(numbersABatch / numbers)));
}
