import type { Failure, RunRecord } from '../../preload/contract.ts';
import { failureOf, type EngineClient } from '../engine/client.ts';
import { refusal, type DroppedItem, type Outcome } from './dropped-item.svelte.ts';

/** Requests under way at once: the engine also trains. */
const atOnce = 2;
/** Pictures whose decoded original (up to 1 MB each) stays in the window. */
const originalsKept = 100;

/** Takes pictures to the engine, in the order they came; reads each file only when its turn comes. */
export class ClassifyQueue {
  readonly #waiting = new Set<DroppedItem>();
  readonly #underWay = new Set<DroppedItem>();
  /** Those with their original still there, oldest first. */
  readonly #originals = new Set<DroppedItem>();

  /**
   * `run`: which run answers now, null: none can. `changed`: told when an item began to wait, was
   * answered or was withdrawn.
   */
  constructor(
    private readonly client: EngineClient,
    private readonly run: () => RunRecord | null,
    private readonly changed: () => void,
  ) {}

  /** Items without their answer. */
  get size(): number {
    return this.#waiting.size + this.#underWay.size;
  }

  /** Items that have not had their turn. */
  get waiting(): DroppedItem[] {
    return [...this.#waiting];
  }

  add(items: Iterable<DroppedItem>): void {
    for (const item of items) this.#waiting.add(item);
    this.proceed();
  }

  /** No longer waits for these; what is with the engine already comes back all the same. */
  withdraw(items: Iterable<DroppedItem>): void {
    for (const item of items) this.#waiting.delete(item);
    this.changed();
  }

  /** Goes on, as far as there is an engine and a network: also after reconnecting. */
  proceed(): void {
    const run = this.run();
    for (const item of this.#waiting) {
      if (!run || !this.client.connected || this.#underWay.size >= atOnce) break;
      this.#waiting.delete(item);
      this.#underWay.add(item);
      void this.#classify(item, item.wanted ?? run.id);
    }
    this.changed();
  }

  async #classify(item: DroppedItem, runId: string): Promise<void> {
    item.outcome = { status: 'reading' };
    const refused = refusal(item.file);
    const content = refused ? null : await item.file?.arrayBuffer().catch(() => null);
    if (refused) {
      item.fail(refused);
    } else if (!content) {
      // The file is gone since, or was a folder after all.
      item.fail({ code: 'unreadable-image' });
    } else {
      const bytes = new Uint8Array(content);
      await this.client.request('classify.image', { runId, bytes }).then(
        (reply) => this.#answered(item, { status: 'classified', runId, ...reply }),
        (error: unknown) => this.#failed(item, failureOf(error)),
      );
    }
    this.#underWay.delete(item);
    this.proceed();
  }

  #answered(item: DroppedItem, outcome: Outcome): void {
    item.outcome = outcome;
    this.#originals.delete(item);
    this.#originals.add(item);
    const [oldest] = this.#originals;
    if (oldest && this.#originals.size > originalsKept) {
      this.#originals.delete(oldest);
      oldest.letGoOfOriginal();
    }
  }

  #failed(item: DroppedItem, failure: Failure): void {
    if (failure.code === 'engine-died' && ++item.deaths < 2) {
      item.outcome = { status: 'waiting' };
      this.#waiting.add(item);
    } else {
      // A picture that was there twice when the engine died is not tried a third time.
      item.fail(failure);
    }
  }
}

/** `all` without `gone`, in linear time: ten thousand may go at once. */
export function without<T>(all: readonly T[], gone: Iterable<T>): T[] {
  const leave = new Set(gone);
  return all.filter((one) => !leave.has(one));
}
