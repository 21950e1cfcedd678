import type { NamedTensor, NetworkSpec } from '../../../../preload/contract.ts';
import { inputShape, outputShapes, type Shape } from '../../../../main/engine/network/shapes.ts';

/** A network with its weights, and all that it makes of one picture. */
export interface Inspection {
  network: NetworkSpec;
  /** What went in: 0 to 1, height x width x channels. */
  input: Float32Array;
  /** Each layer's output, in layer order; the last one's after softmax. */
  activations: NamedTensor[];
  /** The last layer's sums, before softmax: one a class. */
  logits: Float32Array;
  /** Softmax outputs, one a class, together 1. */
  probabilities: Float32Array;
  /** Named `<layer>/kernel`, `<layer>/bias`, …: Keras's layouts. */
  weights: NamedTensor[];
}

/** One unit of a layer: of a picture's layer, a channel, and one position of its picture (row x width + column). */
export interface UnitPlace {
  layer: number;
  unit: number;
  position: number;
}

/** The numbers that come into a layer. */
export function inputsOf(inspection: Inspection, layer: number): Float32Array {
  return layer === 0 ? inspection.input : inspection.activations[layer - 1]!.values;
}

export function shapeBefore(network: NetworkSpec, layer: number): Shape {
  return layer === 0 ? inputShape(network) : outputShapes(network)[layer - 1]!;
}

/** A weight by its kind, such as `bias`; a layer without has none. */
export function weightOf(inspection: Inspection, layer: number, kind: string): NamedTensor | null {
  return inspection.weights.find(({ name }) => name === `${layer}/${kind}`) ?? null;
}

/** Where a unit's number stands among its layer's outputs. */
export function indexOf(shape: Shape, { unit, position }: UnitPlace): number {
  return shape.length === 3 ? position * (shape[2] ?? 1) + unit : unit;
}

/** The outputs of one channel of a picture's layer, row by row. */
export function channelOf(values: Float32Array, channels: number, channel: number): Float32Array {
  return Float32Array.from(
    { length: values.length / channels },
    (_, position) => values[position * channels + channel] ?? 0,
  );
}

/**
 * How strongly an activation is inked, 0 (paper) to 1 (ink): between the layer's highest and its lowest,
 * or 0 where none is below. A layer that is 0 throughout stays paper.
 */
export function inkOf(values: ArrayLike<number>): (value: number) => number {
  let [low, high] = [0, 0];
  for (let index = 0; index < values.length; index++) {
    low = Math.min(low, values[index] ?? 0);
    high = Math.max(high, values[index] ?? 0);
  }
  const range = high - low;
  return (value) => (range === 0 ? 0 : (value - low) / range);
}
