/**
 * Pictures as tiles of one canvas, from which the grid draws them: a tile is written once, when it
 * first comes into view, and costs one `drawImage` a frame after that.
 */
export class TileAtlas {
  readonly canvas = document.createElement('canvas');
  readonly #context: CanvasRenderingContext2D | null;
  readonly #image: ImageData | null;
  readonly #slots = new Map<number, number>();
  readonly #samples: (number | undefined)[];
  readonly #columns: number;
  #next = 0;

  /** @param tiles how many are kept; more than are ever in view at once */
  constructor(
    readonly width: number,
    readonly height: number,
    tiles: number,
  ) {
    this.#columns = Math.ceil(Math.sqrt(tiles));
    this.#samples = new Array<number | undefined>(this.#columns ** 2);
    this.canvas.width = this.#columns * width;
    this.canvas.height = this.#columns * height;
    this.#context = this.canvas.getContext('2d');
    this.#image = this.#context?.createImageData(width, height) ?? null;
    this.#image?.data.fill(255);
  }

  get tiles(): number {
    return this.#samples.length;
  }

  /** The tile's corner in the canvas; written from `pixels` (greys) where it isn't there yet. Null without either. */
  tile(sample: number, pixels: () => Uint8Array | null): { x: number; y: number } | null {
    let slot = this.#slots.get(sample);
    if (slot === undefined) {
      const grey = pixels();
      if (!grey) return null;
      slot = this.#next;
      this.#next = (slot + 1) % this.#samples.length;
      const evicted = this.#samples[slot];
      if (evicted !== undefined) this.#slots.delete(evicted);
      this.#samples[slot] = sample;
      this.#slots.set(sample, slot);
      this.#write(slot, grey);
    }
    return this.#corner(slot);
  }

  #corner(slot: number): { x: number; y: number } {
    return {
      x: (slot % this.#columns) * this.width,
      y: Math.floor(slot / this.#columns) * this.height,
    };
  }

  #write(slot: number, grey: Uint8Array): void {
    if (!this.#image) return;
    const { data } = this.#image;
    for (let pixel = 0; pixel < grey.length; pixel++) {
      data.fill(grey[pixel]!, pixel * 4, pixel * 4 + 3);
    }
    const { x, y } = this.#corner(slot);
    this.#context?.putImageData(this.#image, x, y);
  }
}
