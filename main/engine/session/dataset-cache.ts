import type { Dataset } from '../data/datasets.ts';

/** Datasets that were read, kept in memory: each is asked for again and again. A failure is not kept. */
export class DatasetCache {
  readonly #loaded = new Map<string, Promise<Dataset>>();

  constructor(private readonly load: (id: string) => Promise<Dataset>) {}

  get(id: string): Promise<Dataset> {
    const known = this.#loaded.get(id);
    if (known) return known;
    const loading = this.load(id);
    this.#loaded.set(id, loading);
    loading.catch(() => this.#loaded.delete(id));
    return loading;
  }
}
