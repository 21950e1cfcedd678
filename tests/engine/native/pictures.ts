import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { LabelledImages } from '../../../main/engine/trainers/trainer.ts';

const folder = new URL('../../../assets/datasets/fashion-mnist/', import.meta.url);
const read = (name: string) => new Uint8Array(gunzipSync(readFileSync(new URL(name, folder))));

/** The first `count` pictures of Fashion-MNIST. */
export function fashion(part: 'train' | 't10k', count: number): LabelledImages {
  return {
    count,
    images: read(`${part}-images-idx3-ubyte.gz`).subarray(16, 16 + count * 784),
    labels: read(`${part}-labels-idx1-ubyte.gz`).subarray(8, 8 + count),
  };
}
