import { MebaeError } from '../../../preload/contract.ts';
import type { RunFolder } from '../store/run-folder.ts';
import { initialWeights } from '../trainers/initial-weights.ts';
import type { Weights } from '../trainers/trainer.ts';

/** Weights that a run had once, and has on the disk or can draw again. */
export interface Moment {
  /** Tells a run's moments apart. */
  key: string;
  epoch: number;
  /** @throws MebaeError no-weights-yet, run-damaged */
  weights(): Promise<Weights>;
}

/**
 * The moment that a request names: one of the run's snapshots, 0 for the first weights, the epoch
 * whose weights the run keeps, or these where it names none.
 * @throws MebaeError no-weights-yet, with `epoch`, where there are none of it
 */
export function momentOf(run: RunFolder, epoch?: number): Moment {
  const { network, train, snapshots, weightsEpoch, stoppedAt } = run.record;
  if (epoch === undefined || (epoch > 0 && epoch === weightsEpoch && stoppedAt === undefined)) {
    return {
      key: `kept ${weightsEpoch} ${stoppedAt ?? ''}`,
      epoch: weightsEpoch,
      weights: () => run.readWeights(),
    };
  }
  if (epoch === 0) {
    return { key: 'first', epoch, weights: async () => initialWeights(network, train.seed) };
  }
  if (snapshots?.includes(epoch)) {
    return { key: `epoch ${epoch}`, epoch, weights: () => run.readSnapshot(epoch) };
  }
  throw new MebaeError('no-weights-yet', `no weights of epoch ${epoch}`, { epoch });
}
