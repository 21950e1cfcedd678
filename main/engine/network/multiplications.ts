import type { NetworkSpec } from '../../../preload/contract.ts';
import { weightInfos } from './parameters.ts';
import { outputShapes, sizeOf } from './shapes.ts';

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
