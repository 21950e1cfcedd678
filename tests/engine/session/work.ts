import { setTimeout as sleep } from 'node:timers/promises';
import { GraphSession } from '../../../main/engine/trainers/graph-session.ts';
import { PortableNetwork } from '../../../main/engine/trainers/portable/network.ts';

/** What a training computes: steps, or a part of a validation pass. */
type Kind = 'train' | 'evaluate';

/**
 * Listens to what computes, which goes on as it would: when it was at work last, whatever the session
 * says about that. To be ended.
 */
export class Work {
  readonly #ends: number[] = [];
  readonly #waiting = new Map<Kind, () => void>();
  readonly #undo: () => void;

  constructor() {
    const native = GraphSession.prototype;
    const portable = PortableNetwork.prototype;
    const { run } = native;
    const { forward, upload } = portable;
    const note = (kind: Kind) => {
      this.#ends.push(performance.now());
      this.#waiting.get(kind)?.();
      this.#waiting.delete(kind);
    };
    native.run = function (...call) {
      const fetched = run.apply(this, call);
      const kind = call[0].split('/')[0];
      if (kind === 'train' || kind === 'evaluate') note(kind);
      return fetched;
    };
    portable.forward = function (...call) {
      const result = forward.apply(this, call);
      if (call[1] === null) note('evaluate');
      return result;
    };
    // The last thing that a step does.
    portable.upload = function () {
      upload.apply(this);
      note('train');
    };
    this.#undo = () => {
      native.run = run;
      Object.assign(portable, { forward, upload });
    };
  }

  /** When a run of the kind has ended; the next from now on. */
  next(kind: Kind): Promise<void> {
    return new Promise((resolve) => this.#waiting.set(kind, resolve));
  }

  /**
   * Waits so many milliseconds, and gives the moment when they were over: a timer fires later where a
   * slice of the training is under way on this thread, which a window's request would wait for.
   */
  async moment(milliseconds: number): Promise<number> {
    const over = performance.now() + milliseconds;
    await sleep(milliseconds);
    return over;
  }

  /** Milliseconds from `since` to the end of the last work; 0 where there was none after it. */
  lastedFrom(since: number): number {
    return Math.max(0, (this.#ends.at(-1) ?? since) - since);
  }

  /** How many runs so far. */
  get count(): number {
    return this.#ends.length;
  }

  end(): void {
    this.#undo();
  }
}
