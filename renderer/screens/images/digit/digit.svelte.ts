import type { DatasetId, DatasetInfo } from '../../../../preload/contract.ts';
import type { App } from '../../../state/app.svelte.ts';
import { Painting } from '../painting.svelte.ts';

export const brushSizes = { min: 1, max: 6 } as const;
export const greys = { min: 0, max: 255 } as const;

/** Where a picture comes from: a sample of a dataset, or an empty one of its size. */
export interface Origin {
  info: DatasetInfo;
  /** Sample id; null: empty. */
  sample: number | null;
  /** Its class; null: none. */
  label: number | null;
}

/** A picture of a dataset that is painted on, and what it is painted with. */
export class Digit {
  painting = $state.raw<Painting | null>(null);
  origin = $state.raw<Origin | null>(null);
  /** The pixel pointed at, in the picture or in its numbers; null: none. */
  pointed = $state<number | null>(null);
  size = $state(2);
  value = $state(255);
  erasing = $state(false);
  #turn = 0;

  constructor(private readonly app: App) {}

  /** Black, 0, is what lies around every digit. */
  get brush() {
    return { size: this.size, value: this.erasing ? 0 : this.value };
  }

  /** Opens a sample; the latest choice wins, and the picture before stays until this one has come. */
  async open(dataset: DatasetId, sample: number): Promise<void> {
    const turn = ++this.#turn;
    const info = this.app.datasets.info(dataset);
    if (!info) return;
    await this.app.attempt(async () => {
      const [pixels] = await this.app.datasets.pictures(dataset, [sample]);
      const labels = await this.app.datasets.labels(dataset);
      if (turn === this.#turn && pixels) {
        this.#put(pixels, { info, sample, label: labels[sample] ?? null });
      }
    });
  }

  /** An empty picture to draw one's own on. */
  empty(): void {
    const info = this.origin?.info;
    if (!info) return;
    this.#turn += 1;
    this.#put(new Uint8Array(info.width * info.height), { info, sample: null, label: null });
  }

  #put(pixels: Uint8Array, origin: Origin): void {
    this.painting = new Painting(origin.info.width, origin.info.height, pixels);
    this.origin = origin;
    this.pointed = null;
  }
}
