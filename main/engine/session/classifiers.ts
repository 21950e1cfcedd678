import type { NetworkSpec } from '../../../preload/contract.ts';
import type { Backend, Classifier, Weights } from '../trainers/trainer.ts';

/** Which weights of which run a classifier answers with. */
export interface WeightsOfRun {
  runId: string;
  /** Tells the run's weights apart. */
  key: string;
  network: NetworkSpec;
  weights(): Promise<Weights>;
}

interface Entry {
  runId: string;
  key: string;
  classifier: Promise<Classifier>;
  users: number;
  dropped: boolean;
}

/**
 * The few classifiers used last. To go from epoch to epoch of a run, one of its classifiers that has
 * nothing to do gets the other weights: a tenth of the time that a new one takes. One that is dropped
 * while it answers is disposed when its answer is there.
 */
export class Classifiers {
  /** Those used last come last. */
  #entries: Entry[] = [];

  constructor(private readonly capacity = 3) {}

  /** Lets a classifier with these weights answer. */
  async use<T>(
    backend: Backend,
    wanted: WeightsOfRun,
    answer: (classifier: Classifier) => Promise<T>,
  ): Promise<T> {
    const entry = this.#find(backend, wanted);
    this.#entries = [...this.#entries.filter((other) => other !== entry), entry];
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

  /** Forgets the run's classifiers: its weights have changed, or it is gone. */
  drop(runId: string): void {
    for (const entry of this.#entries) if (entry.runId === runId) this.#drop(entry);
  }

  dispose(): void {
    for (const entry of this.#entries) this.#drop(entry);
  }

  #find(backend: Backend, { runId, key, network, weights }: WeightsOfRun): Entry {
    const ofRun = this.#entries.filter((entry) => entry.runId === runId);
    const same = ofRun.find((entry) => entry.key === key);
    if (same) return same;
    const idle = ofRun.find(({ users }) => users === 0);
    if (idle) {
      idle.key = key;
      idle.classifier = changed(idle.classifier, weights());
      return idle;
    }
    const classifier = weights().then((loaded) => backend.createClassifier(network, loaded));
    return { runId, key, classifier, users: 0, dropped: false };
  }

  #drop(entry: Entry): void {
    this.#entries = this.#entries.filter((other) => other !== entry);
    entry.dropped = true;
    release(entry);
  }

  #evict(): void {
    const [oldest] = this.#entries;
    if (oldest && this.#entries.length > this.capacity) this.#drop(oldest);
  }

  /** A failed load is not kept: the next request tries again. */
  #fail(entry: Entry, error: unknown): never {
    this.#entries = this.#entries.filter((other) => other !== entry);
    throw error;
  }
}

/** The classifier with other weights; disposed where there are none to be had. */
async function changed(
  loaded: Promise<Classifier>,
  weights: Promise<Weights>,
): Promise<Classifier> {
  const [classifier, others] = await Promise.allSettled([loaded, weights]);
  if (classifier.status === 'rejected') throw classifier.reason;
  try {
    if (others.status === 'rejected') throw others.reason;
    await classifier.value.setWeights(others.value);
    return classifier.value;
  } catch (error) {
    classifier.value.dispose();
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
