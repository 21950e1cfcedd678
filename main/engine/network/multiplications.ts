import type { NetworkSpec } from '../../../preload/contract.ts';
import { weightInfos } from './parameters.ts';
import { outputShapes, sizeOf } from './shapes.ts';

/** Multiplications of one picture's forward pass: a dense kernel's once, a convolution's at each position. */
export function multiplications(network: NetworkSpec): number {
  const { dense, conv2d } = multiplicationsByKind(network);
  return dense + conv2d;
}

/** The same, of dense layers and of convolutions. */
export function multiplicationsByKind(network: NetworkSpec): { dense: number; conv2d: number } {
  const shapes = outputShapes(network);
  const sums = { dense: 0, conv2d: 0 };
  for (const { kind, layer, shape } of weightInfos(network)) {
    if (kind !== 'kernel') continue;
    const positions = sizeOf(shapes[layer]!.slice(0, -1));
    sums[network.layers[layer]!.kind === 'conv2d' ? 'conv2d' : 'dense'] +=
      sizeOf(shape) * positions;
  }
  return sums;
}
