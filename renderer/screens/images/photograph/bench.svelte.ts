import { toFailure } from '../../../../preload/contract.ts';
import type { Plane } from '../../../canvas/planes.ts';
import { systemOf, systems } from '../../../canvas/put-together.ts';
import type { Raster } from '../../../canvas/raster.ts';
import type { Parts, View } from '../../../canvas/view.ts';
import { EngineFailure } from '../../../engine/client.ts';
import type { App } from '../../../state/app.svelte.ts';
import { eightByEight } from './eight-by-eight.ts';
import { openFile, openPhotograph, openSample } from './open-picture.ts';
import { isPhotograph, photographNames } from './photographs.ts';

export const pictureNames = [
  ...photographNames,
  'mnist',
  'fashion-mnist',
  'lecture',
  'own',
] as const;
export type PictureName = (typeof pictureNames)[number];

/** Pixels on a side: the lecture's picture has 8; beyond 256 one no longer tells them apart. */
export const sides = { min: 8, max: 256 } as const;
export const levelRange = { min: 2, max: 256 } as const;
/** Pixels on a side of what the magnifier shows: just the lecture's whole picture. */
export const windowSide = 8;

/** A picture on the bench and how it is looked at; remembered while the window is in other rooms. */
export class Bench {
  name = $state<PictureName>('still-life');
  /** The picture with all its pixels, a square; null: being opened. */
  picture = $state.raw<Raster | null>(null);
  /** The user's own, to come back to. */
  own = $state.raw<Raster | null>(null);
  #side = $state(64);
  levels = $state(256);
  view = $state<View>('colour');
  /** What the view `together` is put together from. */
  parts = $state.raw<Parts>({ system: 'rgb', planes: systems.rgb });
  /** Where the magnifier is, and the pixel pointed at: shares of the picture's side, so that they stay when the number of pixels changes. */
  centre = $state.raw({ x: 0.52, y: 0.52 });
  pointed = $state.raw({ x: 0.52, y: 0.52 });

  #turn = 0;

  constructor(private readonly app: App) {}

  /** The most pixels on a side that the picture has. */
  get mostSide(): number {
    return Math.min(sides.max, this.picture?.width ?? sides.max);
  }

  get side(): number {
    return Math.min(this.#side, this.mostSide);
  }

  set side(side: number) {
    this.#side = side;
  }

  /** Lays a picture on the bench. */
  choose(name: PictureName): void {
    if (name === 'lecture') this.toLecture();
    else if (name !== 'own') {
      void this.#open(name, () =>
        isPhotograph(name) ? openPhotograph(name) : openSample(this.app, name),
      );
    } else if (this.own) this.put('own', this.own);
  }

  /** Lays a file of the user's on the bench; what is wrong with it is told in the strip. */
  chooseFile(file: File): void {
    void this.#open('own', () => openFile(file));
  }

  /** The latest choice wins, whatever takes longer to open. */
  async #open(name: PictureName, open: () => Promise<Raster>): Promise<void> {
    const turn = ++this.#turn;
    try {
      const picture = await open();
      if (turn === this.#turn) this.put(name, picture);
    } catch (error) {
      this.app.notices.fail(error instanceof EngineFailure ? error.failure : toFailure(error));
    }
  }

  /** Takes a component into the picture that is put together, or leaves it out, and shows that picture. */
  togglePart(plane: Plane): void {
    const system = systemOf(plane);
    const before = system === this.parts.system ? this.parts.planes : [];
    const others = before.filter((other) => other !== plane);
    const planes = others.length < before.length ? others : [...others, plane];
    this.parts = { system, planes };
    this.view = 'together';
  }

  put(name: PictureName, picture: Raster): void {
    this.name = name;
    this.picture = picture;
    if (name === 'own') this.own = picture;
  }

  /** As in the lecture (6.1): a greyscale picture of 8 x 8 pixels with four levels, coded 0 to 3. */
  toLecture(): void {
    this.#turn += 1;
    this.put('lecture', eightByEight);
    this.view = 'y';
    this.side = 8;
    this.levels = 4;
  }

  toWhole(): void {
    this.side = this.mostSide;
    this.levels = 256;
  }

  /** Points at a pixel of the picture; the magnifier follows. */
  pointAt(column: number, row: number): void {
    this.pointed = { x: (column + 0.5) / this.side, y: (row + 0.5) / this.side };
    this.centre = this.pointed;
  }

  /** Points at a pixel within the magnifier, which stays where it is. */
  mark(column: number, row: number): void {
    this.pointed = { x: (column + 0.5) / this.side, y: (row + 0.5) / this.side };
  }

  /** Column and row of a point of the picture. */
  cell({ x, y }: { x: number; y: number }): { column: number; row: number } {
    const within = (share: number) => Math.min(this.side - 1, Math.floor(share * this.side));
    return { column: within(x), row: within(y) };
  }
}
