import { hasWeights, type RunRecord } from '../../preload/contract.ts';
import type { EngineClient } from '../engine/client.ts';
import { ClassifyQueue, without } from './classify-queue.ts';
import { DroppedItem, refusal } from './dropped-item.svelte.ts';
import type { Runs } from './runs.svelte.ts';

/** Sizes of more files are asked for one by one, as their turn comes: each is a look at the disk. */
const checkedAtOnce = 500;

/**
 * The pictures that were dropped, chosen, pasted or drawn, in the order they came. With no trained
 * network yet they wait until there is one.
 */
export class Dropped {
  items = $state.raw<DroppedItem[]>([]);
  #pending = $state(0);
  #next = 1;
  readonly #queue: ClassifyQueue;

  /** The run that answers: the chosen one, else the newest with weights; null: none has been trained. */
  readonly run = $derived.by<RunRecord | null>(() => {
    const { selected, usable } = this.runs;
    return selected && hasWeights(selected) ? selected : (usable[0] ?? null);
  });
  /** Items that have their answer or their failure, of all. */
  readonly progress = $derived({
    done: Math.max(0, this.items.length - this.#pending),
    total: this.items.length,
  });
  /** Some are still to be answered, and there is a network that will. */
  readonly busy = $derived(this.items.length > 0 && this.#pending > 0 && this.run !== null);

  constructor(
    client: EngineClient,
    private readonly runs: Runs,
  ) {
    this.#queue = new ClassifyQueue(
      client,
      () => this.run,
      () => (this.#pending = this.#queue.size),
    );
    // A first epoch, an opened run: now there may be weights.
    client.on(() => this.#queue.proceed());
  }

  /** Adds files, and folders by name (each of these fails beside its name). Returns the new items. */
  add(files: Iterable<File>, folders: Iterable<string> = []): DroppedItem[] {
    const added = [
      ...Array.from(files, (file) => new DroppedItem(this.#next++, file.name, file)),
      ...Array.from(folders, (name) => new DroppedItem(this.#next++, name, null)),
    ];
    const few = added.length <= checkedAtOnce;
    for (const item of added) {
      const failure = few || !item.file ? refusal(item.file) : null;
      if (failure) item.fail(failure);
    }
    this.items = [...this.items, ...added];
    this.#queue.add(added.filter((item) => item.status === 'waiting'));
    return added;
  }

  /** Asks again: with another run (`runId`), or with newer weights of the one that answers. */
  classifyAgain(items: Iterable<DroppedItem> = this.items, runId: string | null = null): void {
    const again = [...items].filter((item) => item.status !== 'reading' && item.file);
    for (const item of again) {
      item.wanted = runId;
      item.outcome = { status: 'waiting' };
    }
    this.#queue.add(again);
  }

  /** Takes out what has not had its turn. Returns the way back. */
  cancel(): () => void {
    return this.remove(this.#queue.waiting);
  }

  /** Returns the way back. */
  clear(): () => void {
    return this.remove(this.items);
  }

  /** Takes items out of the list. Returns the way back, to the places they had. */
  remove(items: Iterable<DroppedItem>): () => void {
    const gone = [...items];
    this.items = without(this.items, gone);
    this.#queue.withdraw(gone);
    return () => {
      this.items = [...without(this.items, gone), ...gone].sort((a, b) => a.id - b.id);
      this.#queue.add(gone.filter((item) => item.status === 'waiting'));
    };
  }

  /** Goes on with what waits, after the engine was connected. */
  proceed(): void {
    this.#queue.proceed();
  }
}

export type { DroppedItem } from './dropped-item.svelte.ts';
