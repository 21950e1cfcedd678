import path from 'node:path';
import { configure } from '@testing-library/svelte';
import { beforeAll } from 'vitest';
import type { DatasetId } from '../../../preload/contract.ts';
import { datasetInfo, loadDataset, type Dataset } from '../../../main/engine/data/datasets.ts';
import { hello, type Answers } from '../harness.ts';

// A busy machine takes more than the second usually waited.
configure({ asyncUtilTimeout: 10_000 });

const assets = path.resolve(import.meta.dirname, '../../../assets');
const loaded = new Map<DatasetId, Promise<Dataset>>();

function dataset(id: DatasetId): Promise<Dataset> {
  const promise = loaded.get(id) ?? loadDataset(id, assets);
  loaded.set(id, promise);
  return promise;
}

/** Both datasets are in memory: unpacking 140,000 pictures is no part of what a test waits for. */
beforeAll(async () => {
  await Promise.all([dataset('mnist'), dataset('fashion-mnist')]);
}, 120_000);

async function pixels(id: DatasetId, ids: number[]): Promise<Uint8Array> {
  const { training, validation } = await dataset(id);
  const size = 28 * 28;
  const out = new Uint8Array(ids.length * size);
  ids.forEach((sample, k) => {
    const isTraining = sample < training.labels.length;
    const images = isTraining ? training.images : validation.images;
    const at = isTraining ? sample : sample - training.labels.length;
    out.set(images.subarray(at * size, (at + 1) * size), k * size);
  });
  return out;
}

/** The engine's answers about data, from the real files. */
export const dataAnswers: Answers = {
  hello: () => hello({ datasets: [datasetInfo('mnist'), datasetInfo('fashion-mnist')] }),
  'data.labels': async ({ dataset: id }) => {
    const { training, validation } = await dataset(id);
    return { labels: Uint8Array.from([...training.labels, ...validation.labels]) };
  },
  'data.pixels': async ({ dataset: id, ids }) => ({ pixels: await pixels(id, ids) }),
};
