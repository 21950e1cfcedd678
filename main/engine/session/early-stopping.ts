import type { EpochRecord, TrainSpec } from '../../../preload/contract.ts';

export type EarlyStopping = NonNullable<TrainSpec['earlyStopping']>;

/**
 * The last epoch whose validation loss was lower by more than `minDelta` than the best before it, as
 * Keras's EarlyStopping(monitor='val_loss', mode='min') counts; 0 for an empty history.
 */
export function bestEpoch(history: EpochRecord[], { minDelta }: EarlyStopping): number {
  let best = { epoch: 0, valLoss: Infinity };
  for (const { epoch, valLoss } of history) {
    if (valLoss < best.valLoss - minDelta) best = { epoch, valLoss };
  }
  return best.epoch;
}

/** Whether `patience` epochs have passed without an improvement. */
export function patienceIsOver(history: EpochRecord[], stopping: EarlyStopping): boolean {
  return history.length - bestEpoch(history, stopping) >= stopping.patience;
}
