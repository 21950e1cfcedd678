import type { DatasetId, DatasetInfo } from '../../preload/contract.ts';
import type { EngineClient } from '../engine/client.ts';

/** Pictures kept by the window at once: 28 x 28 each, about 16 MB. */
const keptPictures = 20_000;

/** The datasets' cards, labels and pictures; pictures are asked for as they come into view. */
export class Datasets {
  infos = $state.raw<DatasetInfo[]>([]);
  readonly #labels = new Map<DatasetId, Promise<Uint8Array>>();
  readonly #pictures = new Map<string, Uint8Array>();

  constructor(private readonly client: EngineClient) {}

  info(id: string): DatasetInfo | null {
    return this.infos.find((info) => info.id === id) ?? null;
  }

  /** Labels of all samples, training then validation. */
  labels(id: DatasetId): Promise<Uint8Array> {
    let labels = this.#labels.get(id);
    if (!labels) {
      labels = this.client.request('data.labels', { dataset: id }).then((reply) => reply.labels);
      labels.catch(() => this.#labels.delete(id));
      this.#labels.set(id, labels);
    }
    return labels;
  }

  /** A picture's bytes if the window has them. */
  picture(id: DatasetId, sample: number): Uint8Array | null {
    return this.#pictures.get(`${id}/${sample}`) ?? null;
  }

  /** Pictures by sample id, from the window's store where they are there. */
  async pictures(id: DatasetId, samples: readonly number[]): Promise<Uint8Array[]> {
    const missing = samples.filter((sample) => !this.#pictures.has(`${id}/${sample}`));
    if (missing.length > 0) {
      const { pixels } = await this.client.request('data.pixels', { dataset: id, ids: missing });
      const size = pixels.length / missing.length;
      missing.forEach((sample, k) => {
        this.#pictures.set(`${id}/${sample}`, pixels.slice(k * size, (k + 1) * size));
      });
      for (const key of this.#pictures.keys()) {
        if (this.#pictures.size <= keptPictures + samples.length) break;
        this.#pictures.delete(key);
      }
    }
    return samples.map((sample) => this.#pictures.get(`${id}/${sample}`) ?? new Uint8Array());
  }
}
