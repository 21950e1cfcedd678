import type { RunRecord } from '../../preload/contract.ts';

/** An epoch whose weights are kept (0: before the first step); null: the weights of now. */
export type Stop = number | null;

/** The moment that is looked at: of one run, in every room alike; all others show now. */
export class Moment {
  #chosen = $state.raw<{ runId: string; epoch: number } | null>(null);

  /** What a run can be put back to, in order; now is always the last. */
  stops(run: RunRecord): Stop[] {
    const kept = run.snapshots ?? [];
    const last = kept.at(-1);
    const settled = run.state !== 'running' && run.state !== 'paused';
    // The last epoch of a run that is over is what it answers with now: not two places for one thing.
    const isNow = settled && run.stoppedAt === undefined && last === run.weightsEpoch;
    return [0, ...(isNow ? kept.slice(0, -1) : kept), null];
  }

  of(run: RunRecord): Stop {
    const chosen = this.#chosen;
    return chosen?.runId === run.id && this.stops(run).includes(chosen.epoch) ? chosen.epoch : null;
  }

  choose(run: RunRecord, stop: Stop): void {
    this.#chosen = stop === null ? null : { runId: run.id, epoch: stop };
  }

  /** The stop closest to a place in epochs, such as one that was clicked in a chart. */
  nearest(run: RunRecord, at: number): Stop {
    const place = (stop: Stop) => stop ?? run.history.length;
    return this.stops(run).reduce((best, stop) =>
      Math.abs(place(stop) - at) <= Math.abs(place(best) - at) ? stop : best,
    );
  }

  /** For requests about the run. */
  payload(run: RunRecord): { epoch?: number } {
    const epoch = this.of(run);
    return epoch === null ? {} : { epoch };
  }
}
