import { builtInDatasets, MebaeError } from '../../../preload/contract.ts';
import type { Dataset } from '../data/datasets.ts';

/** Datasets that were read, kept in memory: each is asked for again and again. A failure is not kept. */
export class DatasetCache {
  readonly #loaded = new Map<string, Promise<Dataset>>();

  constructor(private readonly load: (id: string) => Promise<Dataset>) {}

  /**
   * A dataset that comes with the application. Nothing else: a window, or a run that somebody sent,
   * may not have any folder read that it names.
   * @throws MebaeError dataset-unknown, dataset-damaged
   */
  async get(id: string): Promise<Dataset> {
    if (!(builtInDatasets as readonly string[]).includes(id)) {
      throw new MebaeError('dataset-unknown', id);
    }
    const known = this.#loaded.get(id);
    if (known) return known;
    const loading = this.load(id);
    this.#loaded.set(id, loading);
    loading.catch(() => this.#loaded.delete(id));
    return loading;
  }
}
