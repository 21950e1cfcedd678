import type { App } from '../../state/app.svelte.ts';
import { drawFour, type Validation } from './validation.ts';

export const views = ['pictures', 'matrix', 'mistakes', 'compare'] as const;
export type View = (typeof views)[number];

/** What the Results room remembers while the window walks through the others. */
export class ResultsRoom {
  view = $state<View>('pictures');
  /** Of the confusion matrix. */
  cell = $state.raw<{ truth: number; answer: number } | null>(null);
  /** Positions among the validation pictures. */
  four = $state.raw<number[]>([]);
  /** The picture whose numbers and activations are looked at. */
  inside = $state<number | null>(null);
  #dataset: string | null = null;

  open(view: View): void {
    this.view = view;
    this.inside = null;
  }

  /** Answers came: one dataset's pictures are not another's. */
  take({ run, truths }: Validation): void {
    if (this.#dataset !== run.train.dataset) {
      this.#dataset = run.train.dataset;
      this.cell = null;
      this.inside = null;
      this.four = [];
    }
    if (this.four.length === 0) this.four = drawFour([...truths.keys()]);
  }
}

const rooms = new WeakMap<App, ResultsRoom>();

/** The window's Results room; the same one each time it is entered. */
export function resultsRoomOf(app: App): ResultsRoom {
  const room = rooms.get(app) ?? new ResultsRoom();
  rooms.set(app, room);
  return room;
}
