import type { DatasetInfo } from '../../../preload/contract.ts';
import type { Datasets } from '../../state/datasets.svelte.ts';
import { visibleRange } from './grid-layout.ts';
import { PictureLoader } from './picture-loader.ts';
import { SamplePainter, type Frame } from './sample-painter.ts';
import { watchTheme } from './watch-theme.ts';

/** Draws a dataset's samples on the grid's canvas, and asks for the pictures that come into view. */
export class GridDrawing {
  #painter: SamplePainter | null = null;
  #frame = 0;
  readonly #loader: PictureLoader;

  /**
   * @param now what is to be drawn, asked once a frame; null: nothing
   * @param failed pictures could not be had
   */
  constructor(
    private readonly info: DatasetInfo,
    private readonly datasets: Datasets,
    private readonly now: () => Frame | null,
    failed: () => void,
  ) {
    this.#loader = new PictureLoader(
      (samples) => datasets.pictures(info.id, samples),
      () => this.schedule(),
      failed,
    );
  }

  /** At most one drawing a frame, and none while nothing moves. */
  schedule(): void {
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  retry(): void {
    this.#loader.retry();
    this.schedule();
  }

  /** @returns ends the drawing on this canvas */
  attach(canvas: HTMLCanvasElement, restyled: () => void): () => void {
    const { id, width, height } = this.info;
    const painter = new SamplePainter(canvas, width, height, (sample) =>
      this.datasets.picture(id, sample),
    );
    this.#painter = painter;
    const unwatch = watchTheme(() => {
      restyled();
      painter.restyle();
      this.schedule();
    });
    this.schedule();
    return () => {
      unwatch();
      cancelAnimationFrame(this.#frame);
      this.#frame = 0;
      this.#painter = null;
    };
  }

  #draw(): void {
    this.#frame = 0;
    const frame = this.now();
    if (!frame || !this.#painter) return;
    this.#painter.draw(frame);
    this.#loader.want(this.#missing(frame));
  }

  /** What is in view and not here yet; then what is one screen away. */
  #missing({ ids, layout, scrollTop, height }: Frame): number[] {
    const rows = Math.ceil(height / layout.pitchY);
    const near = visibleRange(layout, ids.length, scrollTop, height);
    const far = visibleRange(layout, ids.length, scrollTop, height, rows);
    const samples = [
      ...ids.subarray(...near),
      ...ids.subarray(far[0], near[0]),
      ...ids.subarray(near[1], far[1]),
    ];
    return samples.filter((sample) => !this.datasets.picture(this.info.id, sample));
  }
}
