import type { BatchPoint, RunRecord, TrainingProgress } from '../../../preload/contract.ts';
import type { Slice } from '../trainers/trainer.ts';
import { Pace } from './pace.ts';
import { PointLog } from './points.ts';

/** Windows are told at most so often. */
const pushMilliseconds = 50;

/** Keeps what there is to know about a training under way, and pushes it as it moves. */
export class ProgressReporter {
  readonly #pace = new Pace();
  readonly #log = new PointLog();
  #fresh: BatchPoint[] = [];
  #pushedAt = -Infinity;
  #progress: TrainingProgress;

  constructor(
    run: RunRecord,
    stepsPerEpoch: number,
    private readonly push: (progress: TrainingProgress, points: BatchPoint[]) => void,
  ) {
    this.#progress = {
      runId: run.id,
      state: 'running',
      phase: 'preparing',
      epoch: Math.min(run.history.length + 1, run.train.epochs),
      epochs: run.train.epochs,
      step: 0,
      stepsPerEpoch,
      loss: null,
      accuracy: null,
      samplesPerSecond: null,
      secondsLeft: null,
    };
  }

  get attachment(): { progress: TrainingProgress; points: BatchPoint[] } {
    return { progress: this.#progress, points: this.#log.all() };
  }

  beginEpoch(epoch: number): void {
    this.#change({ epoch, phase: 'training', step: 0, loss: null, accuracy: null });
  }

  phase(phase: TrainingProgress['phase']): void {
    this.#change({ phase });
  }

  /** Told at once: a button was pressed. */
  state(state: TrainingProgress['state']): void {
    this.#progress = { ...this.#progress, state };
    this.flush();
  }

  /** `sums`: over the epoch so far, this slice with it. */
  slice(
    slice: Slice,
    sums: { steps: number; samples: number; lossSum: number; correct: number },
    seconds: number,
  ): void {
    const { epoch, stepsPerEpoch } = this.#progress;
    this.#pace.steps(slice.steps, slice.samples, seconds);
    const point = {
      at: epoch - 1 + sums.steps / stepsPerEpoch,
      loss: slice.lossSum / slice.samples,
    };
    this.#log.add(point);
    this.#fresh.push(point);
    this.#change({
      step: sums.steps,
      loss: sums.lossSum / sums.samples,
      accuracy: sums.correct / sums.samples,
    });
  }

  validated(seconds: number): void {
    this.#pace.validation(seconds);
  }

  /** Pushes what has gathered, whatever the time. */
  flush(): void {
    const points = this.#fresh;
    this.#fresh = [];
    this.#pushedAt = performance.now();
    this.push(this.#progress, points);
  }

  #change(change: Partial<TrainingProgress>): void {
    const progress = { ...this.#progress, ...change };
    const { epoch, epochs, step, stepsPerEpoch, phase } = progress;
    const validations = epochs - epoch + (phase === 'saving' ? 0 : 1);
    this.#progress = {
      ...progress,
      samplesPerSecond: this.#pace.samplesPerSecond,
      secondsLeft: this.#pace.secondsLeft((epochs - epoch + 1) * stepsPerEpoch - step, validations),
    };
    // While paused, nothing may follow for hours that would tell of this change.
    const paused = this.#progress.state === 'paused';
    if (paused || performance.now() - this.#pushedAt >= pushMilliseconds) this.flush();
  }
}
