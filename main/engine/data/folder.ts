import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { MebaeError } from '../../../preload/contract.ts';
import { damaged, largestIdx } from './idx.ts';

/** The four files of a dataset, by the part they play. */
export type DatasetFiles = Record<
  'trainingImages' | 'trainingLabels' | 'validationImages' | 'validationLabels',
  NamedBytes
>;

export interface NamedBytes {
  name: string;
  bytes: Uint8Array;
}

/**
 * MNIST's names, with '-' or '.' before "idx" (both are in circulation), pictures with 3 dimensions
 * (grey) or 4 (colour), packed or not.
 */
const patterns = {
  trainingImages: /^train-images[-.]idx[34]-ubyte(\.gz)?$/,
  trainingLabels: /^train-labels[-.]idx1-ubyte(\.gz)?$/,
  validationImages: /^t10k-images[-.]idx[34]-ubyte(\.gz)?$/,
  validationLabels: /^t10k-labels[-.]idx1-ubyte(\.gz)?$/,
} as const;

async function readNamed(folder: string, names: string[], pattern: RegExp): Promise<NamedBytes> {
  const name = names.find((candidate) => pattern.test(candidate));
  if (!name) {
    throw new MebaeError('dataset-unknown', `no file ${pattern.source} in ${folder}`, { folder });
  }
  const path = join(folder, name);
  const { size } = await stat(path);
  if (size > largestIdx) throw damaged(name, 'too-large', `${size} bytes, at most ${largestIdx}`);
  return { name, bytes: await readFile(path) };
}

/**
 * The bytes of the four files of a folder, still packed.
 *
 * @throws MebaeError `dataset-unknown` where there is no such folder or one of the files is missing
 */
export async function readDatasetFiles(folder: string): Promise<DatasetFiles> {
  const names = await readdir(folder).catch(() => {
    throw new MebaeError('dataset-unknown', `no folder ${folder}`, { folder });
  });
  names.sort();
  const [trainingImages, trainingLabels, validationImages, validationLabels] = await Promise.all([
    readNamed(folder, names, patterns.trainingImages),
    readNamed(folder, names, patterns.trainingLabels),
    readNamed(folder, names, patterns.validationImages),
    readNamed(folder, names, patterns.validationLabels),
  ]);
  return { trainingImages, trainingLabels, validationImages, validationLabels };
}

/** What a folder is called on its card. */
export function folderName(folder: string): string {
  return basename(resolve(folder)) || folder;
}
