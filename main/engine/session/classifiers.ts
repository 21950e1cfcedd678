import type { NetworkSpec } from '../../../preload/contract.ts';
import type { Backend, Classifier, Weights } from '../trainers/trainer.ts';

interface Entry {
  classifier: Promise<Classifier>;
  users: number;
  dropped: boolean;
}

/**
 * The few classifiers used last, by run. One that is dropped while it answers is disposed when its
 * answer is there.
 */
export class Classifiers {
  readonly #entries = new Map<string, Entry>();

  constructor(private readonly capacity = 3) {}

  /** Lets the run's classifier answer; `load` gives its network and weights where it isn't there. */
  async use<T>(
    runId: string,
    backend: Backend,
    load: () => Promise<{ network: NetworkSpec; weights: Weights }>,
    answer: (classifier: Classifier) => Promise<T>,
  ): Promise<T> {
    const entry = this.#entries.get(runId) ?? {
      classifier: load().then(({ network, weights }) => backend.createClassifier(network, weights)),
      users: 0,
      dropped: false,
    };
    this.#entries.delete(runId);
    this.#entries.set(runId, entry);
    this.#evict();
    entry.users += 1;
    try {
      return await answer(
        await entry.classifier.catch((error: unknown) => this.#fail(entry, error)),
      );
    } finally {
      entry.users -= 1;
      if (entry.dropped) release(entry);
    }
  }

  /** Forgets the run's classifier: its weights have changed, or it is gone. */
  drop(runId: string): void {
    const entry = this.#entries.get(runId);
    if (!entry) return;
    this.#entries.delete(runId);
    entry.dropped = true;
    release(entry);
  }

  dispose(): void {
    for (const runId of [...this.#entries.keys()]) this.drop(runId);
  }

  #evict(): void {
    for (const runId of this.#entries.keys()) {
      if (this.#entries.size <= this.capacity) return;
      this.drop(runId);
    }
  }

  /** A failed load is not kept: the next request tries again. */
  #fail(entry: Entry, error: unknown): never {
    for (const [runId, other] of this.#entries) if (other === entry) this.#entries.delete(runId);
    throw error;
  }
}

function release(entry: Entry): void {
  if (entry.users > 0) return;
  entry.classifier.then(
    (classifier) => classifier.dispose(),
    () => undefined,
  );
}
