import { MebaeError, type NamedTensor, type NetworkSpec } from '../../../preload/contract.ts';
import { weightInfos } from '../network/parameters.ts';
import type { Weights } from '../trainers/trainer.ts';

/**
 * Tensors of a file as the network's weights, in layer order: all of them, no others, each of its shape.
 * @throws MebaeError run-damaged
 */
export function weightsInOrder(network: NetworkSpec, tensors: NamedTensor[]): Weights {
  const infos = weightInfos(network);
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  if (byName.size !== infos.length) throw new MebaeError('run-damaged', 'weights missing or spare');
  return infos.map(({ name, shape }) => {
    const tensor = byName.get(name);
    if (!tensor || !sameShape(tensor.shape, shape)) {
      throw new MebaeError('run-damaged', `weight ${name} is missing or of another shape`);
    }
    return tensor;
  });
}

/** @throws MebaeError run-damaged */
export function requireFinite(tensors: NamedTensor[]): void {
  if (!tensors.every(({ values }) => values.every(Number.isFinite))) {
    throw new MebaeError('run-damaged', 'NaN or infinite numbers');
  }
}

export function sameShape(a: number[], b: number[]): boolean {
  return a.length === b.length && a.every((side, axis) => side === b[axis]);
}
