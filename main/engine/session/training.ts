import {
  MebaeError,
  toFailure,
  type BatchPoint,
  type EpochRecord,
  type NetworkSpec,
  type RunRecord,
  type TrainingProgress,
} from '../../../preload/contract.ts';
import type { SavedRun } from '../store/run-file.ts';
import type { RunFolder } from '../store/run-folder.ts';
import type { Trainer } from '../trainers/trainer.ts';
import { Checkpoints } from './checkpoints.ts';
import { patienceIsOver } from './early-stopping.ts';
import { Gate } from './gate.ts';
import { ProgressReporter } from './progress.ts';
import { nextTurn } from './turn.ts';
import { validate } from './validation.ts';

export interface TrainingEvents {
  /** At most every 50 ms, with the points since the last time. */
  progress(progress: TrainingProgress, points: BatchPoint[]): void;
  /** An epoch is finished and its checkpoint written. */
  epoch(record: EpochRecord): void;
  /**
   * Between two slices: the trainer may be looked at. `halts`: it stands here, before its first step, at
   * the end of an epoch, at a pause or a stop.
   */
  moved?(trainer: Trainer, halts: boolean): Promise<void>;
}

export interface TrainingOptions {
  folder: RunFolder;
  /** Ready for its next epoch; disposed when the training ends. */
  trainer: Trainer;
  /** The checkpoint that it goes on from; null: from the start. */
  saved: SavedRun | null;
  events: TrainingEvents;
}

/** Steps run for about so long before messages get their turn: pause and stop are felt at once. */
const sliceMilliseconds = 50;
/** While somebody puts questions, answers come within a frame, for so long after the last. */
const attentive = { sliceMilliseconds: 10, forMilliseconds: 500 } as const;

/** Sums over the slices of one epoch. */
interface EpochSums {
  steps: number;
  samples: number;
  lossSum: number;
  correct: number;
  seconds: number;
}

/** One run's training, from its first step to its last checkpoint. */
export class Training {
  readonly #gate = new Gate<Trainer>();
  readonly #progress: ProgressReporter;
  readonly #checkpoints: Checkpoints;
  #ended = false;
  #askedAt = -Infinity;
  #at: number;

  constructor(private readonly options: TrainingOptions) {
    const { folder, trainer, saved, events } = options;
    this.#progress = new ProgressReporter(folder.record, trainer.stepsPerEpoch, events.progress);
    this.#checkpoints = new Checkpoints(folder, saved);
    this.#at = trainer.epoch;
  }

  get runId(): string {
    return this.options.folder.record.id;
  }

  /** What a window that attaches now must know. */
  get attachment(): { progress: TrainingProgress; points: BatchPoint[] } {
    return this.#progress.attachment;
  }

  /** How far it is, in epochs. */
  get at(): number {
    return this.#at;
  }

  get network(): NetworkSpec {
    return this.options.folder.record.network;
  }

  get paused(): boolean {
    return this.#gate.paused;
  }

  /** Halts at the end of the slice under way, of training or of validation: within about 50 ms. */
  pause(): void {
    this.#gate.pause();
    this.options.folder.amend({ state: 'paused' });
    this.#progress.state('paused');
  }

  resume(): void {
    this.#gate.resume();
    this.options.folder.amend({ state: 'running' });
    this.#progress.state('running');
  }

  /** Ends at the end of the slice under way; `run` then resolves. */
  stop(): void {
    this.#gate.stop();
  }

  /** Questions are coming in: the event loop gets its turn more often. */
  attend(): void {
    this.#askedAt = performance.now();
  }

  /** Puts a question to the trainer between two slices; null where the training has ended. */
  ask<T>(question: (trainer: Trainer) => Promise<T>): Promise<T> | null {
    return this.#ended ? null : this.#gate.ask(question);
  }

  /**
   * Trains until all epochs are done, it is stopped, early stopping ends it, or it fails. Never
   * rejects: the record that it resolves with tells which, and the weights kept are on the disk.
   */
  async run(): Promise<RunRecord> {
    const { folder, trainer } = this.options;
    let end: Pick<RunRecord, 'state' | 'failure'>;
    try {
      end = { state: await this.#train() };
    } catch (error) {
      end = { state: 'failed', failure: toFailure(error) };
    }
    this.#ended = true;
    await this.#gate.answer(trainer);
    trainer.dispose();
    try {
      return await folder.update(end);
    } catch (error) {
      return folder.amend({ state: 'failed', failure: end.failure ?? toFailure(error) });
    }
  }

  async #train(): Promise<'finished' | 'stopped'> {
    const { folder, trainer } = this.options;
    const { train } = folder.record;
    await this.options.events.moved?.(trainer, true);
    while (trainer.epoch < train.epochs) {
      const record = await this.#trainEpoch(trainer);
      if (!record) return 'stopped';
      await this.#checkpoints.epoch(trainer, record);
      this.#progress.flush();
      this.options.events.epoch(record);
      const { earlyStopping } = train;
      if (earlyStopping && patienceIsOver(folder.record.history, earlyStopping)) break;
    }
    return 'finished';
  }

  /** Null where it was stopped on the way; what was trained is then saved. */
  async #trainEpoch(trainer: Trainer): Promise<EpochRecord | null> {
    const epoch = trainer.epoch + 1;
    const learningRate = trainer.learningRate;
    trainer.beginEpoch();
    this.#progress.beginEpoch(epoch);
    const sums = await this.#runSteps(trainer);
    if (sums.steps < trainer.stepsPerEpoch) {
      await this.#checkpoints.stopped(trainer, epoch - 1 + sums.steps / trainer.stepsPerEpoch);
      return null;
    }
    this.#progress.phase('validating');
    const validation = await validate(trainer, this.#gate);
    if (!validation) {
      // An epoch without its validation is none in the history: it counts as stopped at its very end.
      await this.#checkpoints.stopped(trainer, epoch);
      return null;
    }
    this.#requireFinite(validation.loss, epoch);
    this.#progress.validated(validation.seconds);
    this.#progress.phase('saving');
    return {
      epoch,
      loss: sums.lossSum / sums.samples,
      accuracy: sums.correct / sums.samples,
      valLoss: validation.loss,
      valAccuracy: validation.accuracy,
      learningRate,
      seconds: sums.seconds,
      validationSeconds: validation.seconds,
    };
  }

  async #runSteps(trainer: Trainer): Promise<EpochSums> {
    const begun = trainer.epoch;
    const sums: EpochSums = { steps: 0, samples: 0, lossSum: 0, correct: 0, seconds: 0 };
    for (;;) {
      await nextTurn();
      if (this.#gate.paused || this.#gate.stopping)
        await this.options.events.moved?.(trainer, true);
      await this.#gate.pass(trainer);
      if (this.#gate.stopping && sums.steps < trainer.stepsPerEpoch) return sums;
      const since = performance.now();
      const isAttentive = since - this.#askedAt < attentive.forMilliseconds;
      const slice = await trainer.advance(
        isAttentive ? attentive.sliceMilliseconds : sliceMilliseconds,
      );
      const seconds = (performance.now() - since) / 1000;
      sums.seconds += seconds;
      if (!slice) return sums;
      this.#requireFinite(slice.lossSum, trainer.epoch + 1);
      sums.steps += slice.steps;
      sums.samples += slice.samples;
      sums.lossSum += slice.lossSum;
      sums.correct += slice.correct;
      this.#at = begun + sums.steps / trainer.stepsPerEpoch;
      this.#progress.slice(slice, sums, seconds);
      await this.options.events.moved?.(trainer, sums.steps === trainer.stepsPerEpoch);
    }
  }

  #requireFinite(loss: number, epoch: number): void {
    if (Number.isFinite(loss)) return;
    const { learningRate } = this.options.folder.record.train;
    throw new MebaeError('diverged', `loss ${loss} in epoch ${epoch}`, { epoch, learningRate });
  }
}
