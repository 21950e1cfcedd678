import type { Layer, NetworkSpec } from '../../preload/contract.ts';

/** A lesson's layers as a network for the built-in datasets, whose pictures are all of one shape. */
export function networkOf(layers: Layer[]): NetworkSpec {
  return { version: 1, input: { height: 28, width: 28, channels: 1 }, layers, classes: 10 };
}
