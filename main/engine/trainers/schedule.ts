import type { TrainSpec } from '../../../preload/contract.ts';

/** What of a TrainSpec decides the learning rate of a step. */
export type RateSettings = Pick<TrainSpec, 'learningRate' | 'schedule' | 'epochs'>;

/**
 * The learning rate of optimizer step `step` (from 0, counted over all epochs). A step after the last
 * of `train.epochs` would have that one's. Who trains on for more epochs plans anew: a schedule that
 * falls to 0 then rises again, to fall over all of them.
 */
export function learningRateAt(train: RateSettings, step: number, stepsPerEpoch: number): number {
  const { learningRate: rate, schedule } = train;
  const steps = train.epochs * stepsPerEpoch;
  const now = Math.min(step, steps - 1);
  switch (schedule.kind) {
    case 'constant':
      return rate;
    case 'step':
      return rate * schedule.factor ** Math.floor(now / stepsPerEpoch / schedule.every);
    case 'exponential':
      return rate * schedule.factor ** (now / stepsPerEpoch);
    case 'cosine':
      return (rate * (1 + Math.cos((Math.PI * now) / steps))) / 2;
    case 'linear': {
      // Up to the whole rate during `rising` steps, then down towards 0, which the step after the last would have.
      const rising = Math.round(schedule.warmup * steps);
      return now < rising
        ? (rate * (now + 1)) / (rising + 1)
        : (rate * (steps - now)) / (steps - rising);
    }
  }
}
