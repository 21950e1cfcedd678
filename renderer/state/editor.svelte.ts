import type { DatasetInfo, NetworkSpec, TrainSpec } from '../../preload/contract.ts';
import { lectureNetwork, lectureTrainSpec } from '../../main/engine/network/presets.ts';

interface Design {
  network: NetworkSpec;
  train: TrainSpec;
}

const undoDepth = 200;

/** The network and hyperparameters on the bench, with undo; the settings file remembers them. */
export class Editor {
  #design = $state.raw<Design>()!;
  #past = $state.raw<Design[]>([]);
  #future = $state.raw<Design[]>([]);
  #lastMerge: string | null = null;
  /** Whether the bench may change so: a lesson can keep parts of it as they are. */
  allows: (now: Design, wanted: Design) => boolean = () => true;

  readonly network = $derived(this.#design.network);
  readonly train = $derived(this.#design.train);
  readonly canUndo = $derived(this.#past.length > 0);
  readonly canRedo = $derived(this.#future.length > 0);

  constructor(
    design: Design,
    private readonly changed: (design: Design) => void,
  ) {
    this.#design = design;
  }

  /**
   * Replaces the network. Changes with the same `merge` key that follow one another (a number being
   * scrubbed) are one step for undo.
   */
  setNetwork(network: NetworkSpec, merge?: string): void {
    this.#apply({ network, train: this.train }, merge);
  }

  setTrain(train: Partial<TrainSpec>, merge?: string): void {
    this.#apply({ network: this.network, train: { ...this.train, ...train } }, merge);
  }

  /** One click back to the lecture's network and settings for a dataset. */
  toLecture(dataset: DatasetInfo): void {
    this.#apply({ network: lectureNetwork(dataset), train: lectureTrainSpec(dataset.id) });
  }

  /** Takes over a run's network and settings, to repeat or vary it. */
  takeOver(design: Design): void {
    this.#apply(design);
  }

  undo(): void {
    const last = this.#past.at(-1);
    if (!last || !this.allows(this.#design, last)) return;
    this.#future = [this.#design, ...this.#future];
    this.#past = this.#past.slice(0, -1);
    this.#set(last);
  }

  redo(): void {
    const next = this.#future[0];
    if (!next || !this.allows(this.#design, next)) return;
    this.#past = [...this.#past, this.#design];
    this.#future = this.#future.slice(1);
    this.#set(next);
  }

  #apply(design: Design, merge?: string): void {
    if (!this.allows(this.#design, design)) return;
    const merges = merge !== undefined && merge === this.#lastMerge;
    if (!merges) this.#past = [...this.#past, this.#design].slice(-undoDepth);
    this.#future = [];
    this.#set(design);
    this.#lastMerge = merge ?? null;
  }

  #set(design: Design): void {
    this.#lastMerge = null;
    this.#design = design;
    this.changed(design);
  }
}
