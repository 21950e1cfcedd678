import type { DatasetId, NamedTensor, RunRecord } from '../../../../preload/contract.ts';
import type { App } from '../../../state/app.svelte.ts';
import { Kept } from '../../../state/kept.ts';
import { Latest } from '../../../state/latest.ts';

/** Validation pictures in the row that stays the same. */
export const rowLength = 12;

/** What is seen of a network at one moment. */
export interface Seen {
  runId: string;
  /** The first layer's; null where it is too large to be sent as it learns. */
  kernel: NamedTensor | null;
  /** [pictures of the row, classes]; empty where the pictures are not here. */
  probabilities: Float32Array;
}

/** Moments of the past don't change: those looked at stay, so that the slider answers at once. */
const keptMoments = 100;

/** First kernel and answers of a run: as it learns, or at a moment gone by. */
export class Watch {
  seen = $state.raw<Seen | null>(null);
  readonly #latest = new Latest<Seen>();
  readonly #kept = new Kept<Seen>(keptMoments);

  constructor(private readonly app: App) {}

  /** Follows the training under way. Returns the way to end it. */
  follow(runId: string, dataset: DatasetId, ids: number[]): () => void {
    const { client } = this.app;
    this.#latest.forget();
    const off = client.on((event) => {
      if (event.event !== 'training.watch' || event.runId !== runId) return;
      this.seen = { runId, kernel: event.kernel, probabilities: event.probabilities };
    });
    void this.app.attempt(() => client.request('training.watch', { dataset, ids, kernel: true }));
    return () => {
      off();
      if (!client.connected) return;
      const nothing = { dataset, ids: [], kernel: false };
      void this.app.attempt(() => client.request('training.watch', nothing));
    };
  }

  /** Shows a run as it is, or as it was at an epoch. */
  show(run: RunRecord, epoch: number | null, dataset: DatasetId | null, ids: number[]): void {
    // Weights of now change with each epoch, and when a run is stopped within one.
    const moment = epoch ?? `now ${run.weightsEpoch} ${run.stoppedAt ?? ''}`;
    const key = `${run.id} ${moment} ${dataset}`;
    const kept = this.#kept.get(key);
    if (kept) {
      this.#latest.forget();
      this.seen = kept;
      return;
    }
    const at = { runId: run.id, ...(epoch === null ? {} : { epoch }) };
    this.#latest.want(
      () =>
        this.app.attempt(async () => {
          const [{ weights }, answers] = await Promise.all([
            this.app.client.request('run.weights', at),
            dataset && this.app.client.request('classify.samples', { ...at, dataset, ids }),
          ]);
          return {
            runId: run.id,
            kernel: weights.find(({ name }) => name.endsWith('/kernel')) ?? null,
            probabilities: answers ? answers.probabilities : new Float32Array(),
          };
        }),
      (seen) => {
        this.seen = seen;
        this.#kept.put(key, seen);
      },
    );
  }
}
