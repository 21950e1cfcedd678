import type { NetworkSpec } from '../../../../preload/contract.ts';
import type { LabelledImages } from '../trainer.ts';
import { tf, type Tensor } from './tfjs.ts';

/** Bytes a picture has in a network's input. */
export function pictureSize({ height, width, channels }: NetworkSpec['input']): number {
  return height * width * channels;
}

/** `values`: count pictures one after another, 0 to 1, as [count, height, width, channels]. */
export function pictureTensor(values: Float32Array, input: NetworkSpec['input']): Tensor {
  const { height, width, channels } = input;
  return tf.tensor(values, [values.length / pictureSize(input), height, width, channels]);
}

/** Pictures `start` to `end` (not itself) of a run of bytes, as 0 to 1. */
export function scaledBytes(
  images: Uint8Array,
  input: NetworkSpec['input'],
  start: number,
  end: number,
): Float32Array {
  const size = pictureSize(input);
  const values = new Float32Array((end - start) * size);
  scale(images.subarray(start * size, end * size), values);
  return values;
}

/** One training batch: values 0 to 1, picture after picture, and their labels. */
export interface Batch {
  values: Float32Array;
  labels: Uint8Array;
}

/**
 * Gathers the pictures with these indices. `write` puts one picture of bytes into its place as 0 to
 * 1: the place where augmentation comes in.
 */
export function gatherBatch(
  { images, labels }: LabelledImages,
  indices: Int32Array,
  size: number,
  write: (source: Uint8Array, target: Float32Array) => void = scale,
): Batch {
  const values = new Float32Array(indices.length * size);
  indices.forEach((picture, place) => {
    const source = images.subarray(picture * size, (picture + 1) * size);
    write(source, values.subarray(place * size, (place + 1) * size));
  });
  return { values, labels: Uint8Array.from(indices, (picture) => labels[picture]!) };
}

function scale(source: Uint8Array, target: Float32Array): void {
  for (let i = 0; i < source.length; i += 1) target[i] = source[i]! / 255;
}
