import type { NetworkSpec } from '../../preload/contract.ts';

/**
 * The number that a layer is called by, from 1, as the lecture counts: Flatten only lays the input out
 * and dropout only acts in training, so that neither counts.
 */
export function layerNumber({ layers }: NetworkSpec, index: number): number {
  return layers.slice(0, index + 1).filter(({ kind }) => kind !== 'flatten' && kind !== 'dropout')
    .length;
}
