import type { NetworkSpec } from '../../../preload/contract.ts';
import { inputShape, outputShapes, sizeOf } from '../../../main/engine/network/shapes.ts';

/** A network in one line, by the numbers that flow through it: 784 - 128 - 10. */
export function networkLine(network: NetworkSpec): string {
  const sizes = [sizeOf(inputShape(network)), ...outputShapes(network).map(sizeOf)];
  return sizes.filter((size, index) => index === 0 || size !== sizes[index - 1]).join(' – ');
}

/** Steps of one epoch: the last batch may be smaller. */
export function stepsPerEpoch(samples: number, batchSize: number): number {
  return Math.ceil(samples / batchSize);
}
