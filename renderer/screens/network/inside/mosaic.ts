import { inputShape, outputShapes, type Shape } from '../../../../main/engine/network/shapes.ts';
import type { NetworkSpec } from '../../../../preload/contract.ts';

/** How a unit's weights, and the numbers that meet them, lie in a picture. */
export interface Mosaic {
  width: number;
  height: number;
  /** Which weight (`slot` of its term) stands at each pixel; -1: none. */
  slots: Int32Array;
  /** Whether it is the picture that the network sees, or a window of it. */
  isPicture: boolean;
}

/** Channels beside and under one another, a pixel apart. Slots are (row x width + column) x channels + channel. */
function tiles([height = 1, width = 1, channels = 1]: Shape): Mosaic {
  const across = Math.ceil(Math.sqrt(channels));
  const down = Math.ceil(channels / across);
  const whole = across * (width + 1) - 1;
  const slots = new Int32Array(whole * (down * (height + 1) - 1)).fill(-1);
  for (let channel = 0; channel < channels; channel += 1) {
    const left = (channel % across) * (width + 1);
    const top = Math.floor(channel / across) * (height + 1);
    for (let pixel = 0; pixel < height * width; pixel += 1) {
      const row = top + Math.floor(pixel / width);
      slots[row * whole + left + (pixel % width)] = pixel * channels + channel;
    }
  }
  return { width: whole, height: slots.length / whole, slots, isPicture: true };
}

/** A row of numbers as nearly a square. */
function square(count: number): Mosaic {
  const width = Math.ceil(Math.sqrt(count));
  const height = Math.ceil(count / width);
  const slots = Int32Array.from({ length: width * height }, (_, k) => (k < count ? k : -1));
  return { width, height, slots, isPicture: false };
}

/** The picture that a row of numbers before `layer` was, before Flatten laid it out; null: it never was one. */
function flattened(network: NetworkSpec, layer: number): Shape | null {
  const shapes = [inputShape(network), ...outputShapes(network)];
  for (let before = layer - 1; before >= 0; before -= 1) {
    const { kind } = network.layers[before]!;
    if (kind === 'flatten') return shapes[before]!;
    // These leave every number in its place.
    if (kind !== 'dropout' && kind !== 'batchNorm') return null;
  }
  return null;
}

/** Where the weights of a dense or convolutional layer's units lie. */
export function mosaicOf(network: NetworkSpec, layer: number): Mosaic {
  const spec = network.layers[layer]!;
  const before = (layer === 0 ? inputShape(network) : outputShapes(network)[layer - 1]) ?? [];
  if (spec.kind === 'conv2d') return tiles([spec.kernel, spec.kernel, before[2] ?? 1]);
  const picture = flattened(network, layer);
  return picture ? tiles(picture) : square(before[0] ?? 0);
}
