import { afterEach, vi } from 'vitest';
import { PortableNetwork } from '../../../main/engine/trainers/portable/network.ts';
import { GraphSession } from '../../../main/engine/trainers/graph-session.ts';

/** What a training computes: steps, or a part of a validation pass. */
type Kind = 'train' | 'evaluate';

/**
 * Listens to what computes, which goes on as it would: when it was at work last, whatever the session
 * says about that. Listening ends with the test.
 */
export class Work {
  readonly #ends: { kind: Kind; at: number }[] = [];
  readonly #waiting = new Map<Kind, () => void>();

  constructor() {
    const note = (kind: Kind) => {
      this.#ends.push({ kind, at: performance.now() });
      this.#waiting.get(kind)?.();
      this.#waiting.delete(kind);
    };
    const { run } = GraphSession.prototype;
    vi.spyOn(GraphSession.prototype, 'run').mockImplementation(function (this: GraphSession, ...a) {
      const fetched = run.apply(this, a);
      const [kind] = a[0].split('/');
      if (kind === 'train' || kind === 'evaluate') note(kind);
      return fetched;
    });
    const { forward, upload } = PortableNetwork.prototype;
    vi.spyOn(PortableNetwork.prototype, 'forward').mockImplementation(function (
      this: PortableNetwork,
      ...a
    ) {
      const result = forward.apply(this, a);
      if (a[1] === null) note('evaluate');
      return result;
    });
    // The last thing that a step does.
    vi.spyOn(PortableNetwork.prototype, 'upload').mockImplementation(function (
      this: PortableNetwork,
    ) {
      upload.apply(this);
      note('train');
    });
    ending.push(() => vi.restoreAllMocks());
  }

  /** When a run of the kind has ended; the next from now on. */
  next(kind: Kind): Promise<void> {
    return new Promise((resolve) => this.#waiting.set(kind, resolve));
  }

  /** Milliseconds from `since` to the end of the last work; 0 where there was none after it. */
  lastedFrom(since: number): number {
    return Math.max(0, (this.#ends.at(-1)?.at ?? since) - since);
  }

  /** How many runs so far. */
  get count(): number {
    return this.#ends.length;
  }
}

const ending: (() => void)[] = [];
afterEach(() => ending.splice(0).forEach((end) => end()));
