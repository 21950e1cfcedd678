import { MebaeError } from '../../../preload/contract.ts';
import type { Dataset } from '../data/datasets.ts';
import type { DatasetCache } from './dataset-cache.ts';
import type { Handlers } from './handlers.ts';

/** Answers about the datasets' pictures and labels. */
export function dataRequests(datasets: DatasetCache): Handlers<'data.labels' | 'data.pixels'> {
  return {
    'data.labels': async ({ dataset }) => {
      const { training, validation } = await datasets.get(dataset);
      const labels = new Uint8Array(training.count + validation.count);
      labels.set(training.labels);
      labels.set(validation.labels, training.count);
      return { labels };
    },
    'data.pixels': async ({ dataset, ids }) => ({
      pixels: pixelsOf(await datasets.get(dataset), ids),
    }),
  };
}

/**
 * The pictures of these sample ids one after another, height x width x channels bytes each.
 * @throws MebaeError bad-request where an id is none of the dataset's
 */
export function pixelsOf(data: Dataset, ids: number[]): Uint8Array {
  const { height, width, channels } = data.info;
  const size = height * width * channels;
  const pixels = new Uint8Array(ids.length * size);
  ids.forEach((id, index) => {
    const { part, position } = placeOf(data, id);
    pixels.set(part.images.subarray(position * size, (position + 1) * size), index * size);
  });
  return pixels;
}

/** The labels of these sample ids. @throws MebaeError bad-request where an id is none of the dataset's */
export function labelsOf(data: Dataset, ids: number[]): Uint8Array {
  return Uint8Array.from(ids, (id) => {
    const { part, position } = placeOf(data, id);
    return part.labels[position]!;
  });
}

function placeOf({ training, validation }: Dataset, id: number) {
  const part = id < training.count ? training : validation;
  const position = id < training.count ? id : id - training.count;
  if (position >= part.count) throw new MebaeError('bad-request', `no sample ${id}`);
  return { part, position };
}
