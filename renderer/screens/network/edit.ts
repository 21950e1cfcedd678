import type { Layer, NetworkSpec } from '../../../preload/contract.ts';
import { conv2d, maxPool } from '../../../main/engine/network/presets.ts';

/** Kinds that can be added by hand; Flatten stands by itself. */
export const addableKinds = [
  'dense',
  'dropout',
  'batchNorm',
  'conv2d',
  'maxPool',
  'averagePool',
] as const;
export type AddableKind = (typeof addableKinds)[number];

/** A new layer as it is added: sizes that work on a 28x28 picture. */
export const freshLayers: Record<AddableKind, Layer> = {
  dense: { kind: 'dense', units: 64, activation: 'relu' },
  dropout: { kind: 'dropout', rate: 0.3 },
  batchNorm: { kind: 'batchNorm' },
  conv2d: conv2d(16, 3),
  maxPool,
  averagePool: { ...maxPool, kind: 'averagePool' },
};

const slides = (kind: Layer['kind']) => kind === 'conv2d' || kind.endsWith('Pool');
const withLayers = (network: NetworkSpec, layers: Layer[]): NetworkSpec => ({ ...network, layers });

/** Adds a layer where it works: what slides over a picture before Flatten, all else before the last layer. */
export function addLayer(network: NetworkSpec, kind: AddableKind): NetworkSpec {
  const { layers } = network;
  const flatten = layers.findIndex((layer) => layer.kind === 'flatten');
  const at = slides(kind) && flatten !== -1 ? flatten : layers.length - 1;
  return withLayers(network, layers.toSpliced(at, 0, freshLayers[kind]));
}

export function removeLayer(network: NetworkSpec, index: number): NetworkSpec {
  return withLayers(network, network.layers.toSpliced(index, 1));
}

/** Whether a layer can be set, moved and removed: all but Flatten and the last one. */
export function isFree(network: NetworkSpec, index: number): boolean {
  return index < network.layers.length - 1 && network.layers[index]?.kind !== 'flatten';
}

/** Moves a layer to `to`, past others but never past the last layer. */
export function moveLayer(network: NetworkSpec, from: number, to: number): NetworkSpec {
  const layer = network.layers[from];
  if (!layer || to < 0 || to > network.layers.length - 2) return network;
  return withLayers(network, network.layers.toSpliced(from, 1).toSpliced(to, 0, layer));
}

export function changeLayer(network: NetworkSpec, index: number, layer: Layer): NetworkSpec {
  return withLayers(network, network.layers.with(index, layer));
}
