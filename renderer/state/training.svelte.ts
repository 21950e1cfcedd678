import type {
  BatchPoint,
  EngineEvent,
  NetworkSpec,
  TrainSpec,
  TrainingProgress,
} from '../../preload/contract.ts';
import type { EngineClient } from '../engine/client.ts';
import type { Runs } from './runs.svelte.ts';

/** The training under way, as the window sees it. */
export class Training {
  progress = $state.raw<TrainingProgress | null>(null);
  /** Grows with each batch of points: charts read `points` when it moves, and redraw once a frame. */
  pointsVersion = $state(0);
  /** Mean batch losses of the training under way, or of the last one. Plain: no proxy around thousands of numbers. */
  points: BatchPoint[] = [];
  /** The run that `points` belong to. */
  pointsRunId = $state<string | null>(null);
  /** Asked for, not answered yet. */
  starting = $state(false);

  readonly active = $derived(this.progress !== null);
  readonly paused = $derived(this.progress?.state === 'paused');

  constructor(
    private readonly client: EngineClient,
    private readonly runs: Runs,
  ) {
    client.on((event) => this.#hear(event));
  }

  /** Takes what a newly connected engine says is under way; null: nothing is. */
  attach(state: { progress: TrainingProgress; points: BatchPoint[] } | null): void {
    this.progress = state?.progress ?? null;
    if (state) this.#begin(state.progress.runId, state.points);
  }

  async start(network: NetworkSpec, train: TrainSpec): Promise<void> {
    await this.#launch(() => this.client.request('training.start', { network, train }));
  }

  /** From the last checkpoint, to `epochs` in all. */
  async continue(runId: string, epochs?: number): Promise<void> {
    await this.#launch(() =>
      this.client.request('training.continue', {
        runId,
        ...(epochs === undefined ? {} : { epochs }),
      }),
    );
  }

  async pause(): Promise<void> {
    await this.client.request('training.pause', {});
  }

  async resume(): Promise<void> {
    await this.client.request('training.resume', {});
  }

  async stop(): Promise<void> {
    await this.client.request('training.stop', {});
  }

  async #launch(ask: () => Promise<{ run: { id: string } & object }>): Promise<void> {
    this.starting = true;
    try {
      const { run } = (await ask()) as Awaited<
        ReturnType<typeof this.client.request<'training.start'>>
      >;
      this.runs.put(run);
      this.runs.select(run.id);
      if (this.pointsRunId !== run.id) this.#begin(run.id, []);
    } finally {
      this.starting = false;
    }
  }

  #begin(runId: string, points: BatchPoint[]): void {
    this.points = [...points];
    this.pointsRunId = runId;
    this.pointsVersion += 1;
  }

  #hear(event: EngineEvent): void {
    if (event.event === 'training.progress') {
      if (this.pointsRunId !== event.progress.runId) this.#begin(event.progress.runId, []);
      this.progress = event.progress;
      if (event.points.length > 0) {
        this.points.push(...event.points);
        this.pointsVersion += 1;
      }
    }
    if (event.event === 'training.ended') this.progress = null;
  }
}
