import type { NetworkSpec } from '../../../preload/contract.ts';
import { weightInfos } from '../network/parameters.ts';
import { outputShapes, sizeOf } from '../network/shapes.ts';

/**
 * Multiplications of a batch's forward pass below which handing them to a second thread takes longer
 * than doing them. Measured on two undisturbed cores, seconds an epoch of 60,000 pictures with one
 * thread and with two: Dense 128, batch 32 (3 million) 0.23 and 0.28, batch 128 (13 million) 0.14 and
 * 0.17; Dense 512, batch 32 (13 million) 0.72 and 0.66, batch 128 (52 million) 0.47 and 0.36; two
 * convolutions, batch 16 (16 million) 3.0 and 3.7, batch 128 (130 million) 2.7 and 1.6.
 */
const worthSharing = 20_000_000;

/** Multiplications of one picture's forward pass: a dense kernel's once, a convolution's at each position. */
export function multiplications(network: NetworkSpec): number {
  const shapes = outputShapes(network);
  return weightInfos(network)
    .filter(({ kind }) => kind === 'kernel')
    .reduce((sum, { layer, shape }) => {
      const positions = sizeOf(shapes[layer]!.slice(0, -1));
      return sum + sizeOf(shape) * positions;
    }, 0);
}

/**
 * Threads that train this network fastest on so many cores. TensorFlow takes the number once a
 * process: for programs that train one network.
 */
export function threadsFor(network: NetworkSpec, batchSize: number, cores: number): number {
  return multiplications(network) * batchSize < worthSharing ? 1 : cores;
}
