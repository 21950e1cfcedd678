import { cover, paint, type Brush, type Point } from '../../canvas/brush.ts';
import { begin, record, redone, undone, type PixelHistory } from '../../canvas/pixel-history.ts';

/** A picture that is edited: its pixels as they are at this moment, also within a stroke; undo and redo. */
export class Painting {
  readonly #start: Uint8Array;
  #history = $state.raw<PixelHistory>(begin(new Uint8Array()));
  /** The picture under an unfinished stroke. */
  #live = $state.raw<Uint8Array | null>(null);
  #stroke: { coverage: Float32Array; last: Point } | null = null;

  /** @param pixels height x width numbers; what `reset` goes back to */
  constructor(
    readonly width: number,
    readonly height: number,
    pixels: Uint8Array,
  ) {
    this.#start = pixels;
    this.#history = begin(pixels);
  }

  /** Never changed in place: another array after each change. */
  get pixels(): Uint8Array {
    return this.#live ?? this.#history.present;
  }

  get canUndo(): boolean {
    return this.#history.past.length > 0;
  }

  get canRedo(): boolean {
    return this.#history.future.length > 0;
  }

  /** Whether anything differs from the picture it began with. */
  get edited(): boolean {
    return this.pixels !== this.#start;
  }

  /** A whole change in one step. */
  change(pixels: Uint8Array): void {
    this.finish();
    this.#history = record(this.#history, pixels);
  }

  set(index: number, value: number): void {
    this.change(this.pixels.with(index, value));
  }

  /** A stroke begins or goes on to a point, in pixels; one step of undo until `finish`. */
  stroke(to: Point, { size, value }: Brush): void {
    this.#stroke ??= { coverage: new Float32Array(this.pixels.length), last: to };
    const { coverage, last } = this.#stroke;
    cover(coverage, this.width, last, to, size);
    this.#stroke.last = to;
    this.#live = paint(this.#history.present, coverage, value);
  }

  finish(): void {
    const live = this.#live;
    this.#stroke = null;
    this.#live = null;
    if (live) this.#history = record(this.#history, live);
  }

  undo(): void {
    this.finish();
    this.#history = undone(this.#history);
  }

  redo(): void {
    this.finish();
    this.#history = redone(this.#history);
  }

  /** Back to the picture it began with; that too can be undone. */
  reset(): void {
    this.change(this.#start);
  }

  clear(value = 0): void {
    this.change(new Uint8Array(this.width * this.height).fill(value));
  }
}
