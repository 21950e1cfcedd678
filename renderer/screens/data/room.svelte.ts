import type { DatasetId, DatasetInfo } from '../../../preload/contract.ts';
import { lectureTrainSpec } from '../../../main/engine/network/presets.ts';
import type { App } from '../../state/app.svelte.ts';
import type { Split } from './sample-list.ts';

/** Sides of a sample in the grid, whole multiples of 28 so that its pixels stay square and crisp. */
export const thumbSizes = [28, 56, 84, 112, 140] as const;

/** A character's width in ems: Japanese ones are square, Latin ones about half as wide. */
const emsOf = (text: string) =>
  [...text].reduce((ems, character) => ems + (character > '\u2e80' ? 1 : 0.6), 0);

/** The smallest size under which every class's name is readable whole; of digits, a comfortable one. */
export function thumbFor(names: readonly string[], type: number): number {
  const needed = Math.max(56, ...names.map((name) => (emsOf(name) + 1.2) * type));
  return thumbSizes.find((size) => size >= needed) ?? thumbSizes.at(-1)!;
}

/** What the Data room remembers while the window walks through the others. */
export class DataRoom {
  classes = $state.raw<readonly number[]>([]);
  split = $state<Split>('both');
  /** null: as the dataset's labels need it. */
  thumb = $state<number | null>(null);
  showLabels = $state(true);
  /** The sample that the keyboard stands on. */
  selected = $state(0);
  /** The sample that is shown large. */
  open = $state<number | null>(null);
  /** Where the sample's picture was in the window when it was opened, for the way it grows from there. */
  openedFrom: DOMRect | null = null;
  scrollTop = 0;
  #returning = false;
  /** The dataset on the stage: the chosen one, as soon as its labels are there. */
  loaded = $state.raw<{ info: DatasetInfo; labels: Uint8Array } | null>(null);
  /** Why the chosen one isn't. */
  problem = $state.raw<unknown>(null);

  constructor(private readonly app: App) {}

  /** Chooses a dataset here and for the next training, with the lecture's number of epochs for it. */
  choose(id: DatasetId): void {
    this.app.editor.setTrain({ dataset: id, epochs: lectureTrainSpec(id).epochs });
    this.app.change({ dataset: id });
  }

  /** Puts a dataset on the stage; the one before stays there until this one's labels have come. */
  async show(info: DatasetInfo): Promise<void> {
    if (this.loaded?.info.id === info.id) return;
    this.problem = null;
    try {
      const labels = await this.app.datasets.labels(info.id);
      if (this.app.settings.dataset !== info.id) return;
      if (this.loaded) this.#startOver();
      this.loaded = { info, labels };
    } catch (error) {
      this.problem = error;
    }
  }

  toggleClass(label: number): void {
    const others = this.classes.filter((other) => other !== label);
    const isShown = others.length < this.classes.length;
    this.#filter(isShown ? others : [...others, label], this.split);
  }

  showAllClasses(): void {
    this.#filter([], this.split);
  }

  setSplit(split: Split): void {
    this.#filter(this.classes, split);
  }

  /** Takes away whatever filter hides a sample that was asked for by its number. */
  reveal(sample: number): void {
    const loaded = this.loaded;
    if (!loaded) return;
    const label = loaded.labels[sample]!;
    const hiddenByClass = this.classes.length > 0 && !this.classes.includes(label);
    const split = sample < loaded.info.training ? 'training' : 'validation';
    this.#filter(hiddenByClass ? [] : this.classes, this.split === split ? split : 'both');
    this.selected = sample;
  }

  openSample(sample: number, from: DOMRect | null = null): void {
    this.openedFrom = from;
    this.selected = sample;
    this.open = sample;
  }

  close(): void {
    this.open = null;
    this.#returning = true;
  }

  /** Whether the list is shown because a sample was closed: it then brings that one into view. Once. */
  takeReturn(): boolean {
    const returning = this.#returning;
    this.#returning = false;
    return returning;
  }

  #filter(classes: readonly number[], split: Split): void {
    this.classes = classes;
    this.split = split;
  }

  #startOver(): void {
    this.#filter([], this.split);
    this.selected = 0;
    this.open = null;
    this.scrollTop = 0;
  }
}

const rooms = new WeakMap<App, DataRoom>();

/** The window's Data room; the same one each time it is entered. */
export function dataRoomOf(app: App): DataRoom {
  const room = rooms.get(app) ?? new DataRoom(app);
  rooms.set(app, room);
  return room;
}
