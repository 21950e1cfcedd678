import type { EpochRecord } from '../../../preload/contract.ts';
import type { SavedRun } from '../store/run-file.ts';
import type { RunFolder } from '../store/run-folder.ts';
import type { Trainer, TrainerState, Weights } from '../trainers/trainer.ts';
import { bestEpoch } from './early-stopping.ts';

/**
 * Decides which weights a run keeps, and writes them with all that is needed to go on: after every
 * epoch its own, with early stopping those of the best epoch so far, after a stop those of the moment.
 * Beside them, a snapshot of every epoch.
 */
export class Checkpoints {
  #state: TrainerState | null;
  #best: { epoch: number; weights: Weights } | null = null;

  constructor(
    private readonly folder: RunFolder,
    saved: SavedRun | null,
  ) {
    this.#state = saved?.state ?? null;
    const { history, weightsEpoch, stoppedAt, train } = folder.record;
    const best = train.earlyStopping ? bestEpoch(history, train.earlyStopping) : 0;
    if (saved?.weights && best > 0 && best === weightsEpoch && stoppedAt === undefined) {
      this.#best = { epoch: best, weights: saved.weights };
    }
  }

  /** An epoch is finished. @throws MebaeError write-failed */
  async epoch(trainer: Trainer, record: EpochRecord): Promise<void> {
    const state = await trainer.state();
    const history = [...this.folder.record.history, record];
    const { earlyStopping } = this.folder.record.train;
    if (earlyStopping) {
      const best = bestEpoch(history, earlyStopping);
      if (best === record.epoch || !this.#best) {
        this.#best = { epoch: record.epoch, weights: state.weights };
      }
    }
    const weightsEpoch = this.#best?.epoch ?? record.epoch;
    this.#state = state;
    this.folder.amend({ history, weightsEpoch, stoppedAt: undefined });
    const snapshot = this.#snapshot(record.epoch, state.weights);
    try {
      await this.folder.saveCheckpoint(this.#best?.weights ?? state.weights, state);
    } finally {
      await snapshot;
    }
  }

  /** On a disk without room for it, the training goes on for as long as its checkpoint has some. */
  async #snapshot(epoch: number, weights: Weights): Promise<void> {
    try {
      await this.folder.saveSnapshot(epoch, weights);
    } catch (error) {
      console.warn(`The weights of epoch ${epoch} are not kept: ${String(error)}`);
    }
  }

  /**
   * Stopped in the middle of an epoch or of its validation, `at` in epochs: those weights answer from now
   * on, unless the best are kept. To go on later starts from the last finished epoch, to the very same
   * numbers.
   */
  async stopped(trainer: Trainer, at: number): Promise<void> {
    const finished = this.folder.record.history.length;
    if (this.#best || at === finished) return;
    const weights = await trainer.weights();
    // The last step may have been the one that went astray, before its loss could tell.
    if (!weights.every(({ values }) => values.every(Number.isFinite))) return;
    this.folder.amend({ weightsEpoch: finished, stoppedAt: at });
    await this.folder.saveCheckpoint(weights, this.#state);
  }
}
