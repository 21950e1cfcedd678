import type { Layer, NetworkSpec } from '../../../preload/contract.ts';

/** A layer's output without the batch: [height, width, channels] or [units]. */
export type Shape = number[];

/** Kernels, pools and strides are square: one number serves height and width. */
interface Window {
  size: number;
  stride: number;
  padding: 'same' | 'valid';
}

/**
 * Positions that a sliding window takes along one side, as TensorFlow counts them
 * (tf.nn.convolution): `same` ceil(side / stride), `valid` ceil((side - size + 1) / stride).
 * 0 or less: the window doesn't fit.
 */
export function slidingPositions(side: number, { size, stride, padding }: Window): number {
  return Math.ceil((padding === 'same' ? side : side - size + 1) / stride);
}

function slide([height = 0, width = 0]: Shape, window: Window, channels: number): Shape {
  return [slidingPositions(height, window), slidingPositions(width, window), channels];
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}

export function inputShape({ input }: NetworkSpec): Shape {
  return [input.height, input.width, input.channels];
}

/** The shape after `layer`, given the one before it. */
export function shapeAfter(layer: Layer, before: Shape): Shape {
  switch (layer.kind) {
    case 'flatten':
      return [sizeOf(before)];
    case 'dense':
      return [...before.slice(0, -1), layer.units];
    case 'conv2d':
      return slide(before, { ...layer, size: layer.kernel }, layer.filters);
    case 'maxPool':
    case 'averagePool':
      return slide(before, layer, before[2] ?? 0);
    case 'dropout':
    case 'batchNorm':
      return before;
  }
}

/** The shape after each layer, in layer order. Says nothing about whether the network can work: see checks.ts. */
export function outputShapes(network: NetworkSpec): Shape[] {
  let shape = inputShape(network);
  return network.layers.map((layer) => (shape = shapeAfter(layer, shape)));
}
