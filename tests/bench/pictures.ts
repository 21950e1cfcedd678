import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DatasetId } from '../../preload/contract.ts';
import { loadDataset } from '../../main/engine/data/datasets.ts';

export const assets = path.resolve(import.meta.dirname, '../../assets');

export interface PictureFiles {
  images: string;
  labels: string;
  count: number;
}

/** Hands `use` a dataset's training pictures as two files of bytes, `count` of them (repeated where there are fewer). */
export async function withPictures<T>(
  dataset: DatasetId,
  count: number,
  use: (files: PictureFiles) => Promise<T>,
): Promise<T> {
  const { training } = await loadDataset(dataset, assets);
  const folder = await mkdtemp(path.join(tmpdir(), 'mebae-bench-'));
  const size = training.images.length / training.count;
  const repeated = (bytes: Uint8Array, each: number) => {
    const out = new Uint8Array(count * each);
    for (let at = 0; at < out.length; at += bytes.length) {
      out.set(bytes.subarray(0, Math.min(bytes.length, out.length - at)), at);
    }
    return out;
  };
  try {
    const files = {
      images: path.join(folder, 'images'),
      labels: path.join(folder, 'labels'),
      count,
    };
    await writeFile(files.images, repeated(training.images, size));
    await writeFile(files.labels, repeated(training.labels, 1));
    return await use(files);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
