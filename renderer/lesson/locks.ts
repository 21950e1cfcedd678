import type { LessonLock, NetworkSpec, TrainSpec } from '../../preload/contract.ts';
import { isSame } from '../state/same.ts';

interface Design {
  network: NetworkSpec;
  train: TrainSpec;
}

/** The lock that a change of the bench would break; null: none does. */
export function brokenLock(
  locked: readonly LessonLock[],
  now: Design,
  wanted: Design,
): Exclude<LessonLock, 'rooms'> | null {
  const moves = now.train.dataset !== wanted.train.dataset;
  // Another dataset brings its own number of epochs along: no change by hand.
  const hyperparametersOf = ({ train }: Design) => ({
    ...train,
    dataset: '',
    ...(moves ? { epochs: 0 } : {}),
  });
  const changed = {
    dataset: moves,
    network: !isSame(now.network, wanted.network),
    hyperparameters: !isSame(hyperparametersOf(now), hyperparametersOf(wanted)),
  };
  const order = ['dataset', 'network', 'hyperparameters'] as const;
  return order.find((lock) => changed[lock] && locked.includes(lock)) ?? null;
}
