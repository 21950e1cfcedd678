import type { DatasetId } from '../../../preload/contract.ts';
import type { App } from '../../state/app.svelte.ts';
import { Digit } from './digit/digit.svelte.ts';
import { Bench } from './photograph/bench.svelte.ts';
import type { Painting } from './painting.svelte.ts';
import { Squares } from './squares/squares.svelte.ts';

/** A photograph's pixels; the smallest pictures as vectors; a picture of a dataset as its numbers. */
export const imagesViews = ['photograph', 'squares', 'digit'] as const;
export type ImagesView = (typeof imagesViews)[number];

/** What the Images room remembers while the window is in others. */
export class ImagesRoom {
  view = $state<ImagesView>('photograph');
  readonly bench: Bench;
  readonly squares = new Squares();
  readonly digit: Digit;

  constructor(private readonly app: App) {
    this.bench = new Bench(app);
    this.digit = new Digit(app);
  }

  /** The picture that undo and redo are about; null where nothing is painted. */
  get painting(): Painting | null {
    if (this.view === 'squares') return this.squares.painting;
    return this.view === 'digit' ? this.digit.painting : null;
  }

  /** Comes from another room with a sample to paint on. */
  paintOn(dataset: DatasetId, sample: number): void {
    this.view = 'digit';
    void this.digit.open(dataset, sample);
    this.app.go('images');
  }
}

const rooms = new WeakMap<App, ImagesRoom>();

/** The window's Images room; the same one each time it is entered. */
export function imagesRoomOf(app: App): ImagesRoom {
  const room = rooms.get(app) ?? new ImagesRoom(app);
  rooms.set(app, room);
  return room;
}
