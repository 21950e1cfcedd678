import { Painting } from '../painting.svelte.ts';

/** Pixels on a side: the lecture's pictures have 2. */
export const squareSides = [2, 3, 4, 5, 6, 7, 8] as const;
export type SquareSide = (typeof squareSides)[number];

/** The lecture's second picture: white, black, white, white. */
const lecturePicture = Uint8Array.from([0, 1, 0, 0]);

/** Black-and-white pictures as the lecture writes them (6.2): white 0, black 1. One of each size. */
export class Squares {
  side = $state<SquareSide>(2);
  /** The pixel pointed at, in the picture or in the vector; null: none. */
  pointed = $state<number | null>(null);
  readonly #paintings = squareSides.map(
    (side) => new Painting(side, side, side === 2 ? lecturePicture : new Uint8Array(side * side)),
  );

  get painting(): Painting {
    return this.#paintings.find(({ width }) => width === this.side)!;
  }

  choose(side: SquareSide): void {
    this.pointed = null;
    this.side = side;
  }

  toggle(index: number): void {
    this.painting.set(index, 1 - this.painting.pixels[index]!);
  }

  /** White becomes black, black white. */
  invert(): void {
    this.painting.change(this.painting.pixels.map((value) => 1 - value));
  }
}
