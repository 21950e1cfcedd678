import { engineLimits, type DatasetId } from '../../preload/contract.ts';
import { averagePictures } from '../canvas/average.ts';
import type { EngineClient } from '../engine/client.ts';

/** Pictures kept by the window at once: 28 x 28 each, about 16 MB. */
const keptPictures = 20_000;
/** Training pictures that a class's average picture is taken over: about 200 a class. */
export const averagedPictures = 2000;

/** Labels and pictures of the datasets, kept by the window. Plain: nothing here is shown by itself. */
export class DatasetStore {
  readonly #labels = new Map<DatasetId, Promise<Uint8Array>>();
  readonly #averages = new Map<DatasetId, Promise<Uint8Array[]>>();
  /** By sample id, the longest kept first. */
  readonly #pictures = new Map<DatasetId, Map<number, Uint8Array>>();

  constructor(private readonly client: EngineClient) {}

  /** Labels of all samples, training then validation. */
  labels(id: DatasetId): Promise<Uint8Array> {
    return remembered(this.#labels, id, async () => {
      return (await this.client.request('data.labels', { dataset: id })).labels;
    });
  }

  /** The average picture of each class, over the first `averagedPictures` training pictures. */
  averages(id: DatasetId, classes: number): Promise<Uint8Array[]> {
    return remembered(this.#averages, id, async () => {
      const labels = await this.labels(id);
      const ids = Array.from({ length: Math.min(averagedPictures, labels.length) }, (_, k) => k);
      return averagePictures(await this.pictures(id, ids), labels, classes);
    });
  }

  /** A picture's bytes if the window has them. */
  picture(id: DatasetId, sample: number): Uint8Array | null {
    return this.#pictures.get(id)?.get(sample) ?? null;
  }

  /** Pictures by sample id, from the window's store where they are there. */
  async pictures(id: DatasetId, samples: readonly number[]): Promise<Uint8Array[]> {
    const kept = this.#pictures.get(id) ?? new Map<number, Uint8Array>();
    this.#pictures.set(id, kept);
    // Taken now: what is there could be dropped while the rest is on its way.
    const found = new Map<number, Uint8Array>();
    for (const sample of samples) {
      const picture = kept.get(sample);
      if (picture) found.set(sample, picture);
    }
    const missing = [...new Set(samples)].filter((sample) => !found.has(sample));
    for (let from = 0; from < missing.length; from += engineLimits.samples) {
      const ids = missing.slice(from, from + engineLimits.samples);
      const { pixels } = await this.client.request('data.pixels', { dataset: id, ids });
      const size = pixels.length / ids.length;
      ids.forEach((sample, k) => {
        const picture = pixels.slice(k * size, (k + 1) * size);
        found.set(sample, picture);
        kept.set(sample, picture);
      });
    }
    for (const sample of kept.keys()) {
      if (kept.size <= keptPictures) break;
      kept.delete(sample);
    }
    return samples.map((sample) => found.get(sample)!);
  }
}

/** The promise made first for a key; one that failed is forgotten, so that it can be asked again. */
function remembered<K, T>(store: Map<K, Promise<T>>, key: K, ask: () => Promise<T>): Promise<T> {
  let promise = store.get(key);
  if (!promise) {
    promise = ask();
    promise.catch(() => store.delete(key));
    store.set(key, promise);
  }
  return promise;
}
