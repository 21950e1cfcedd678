import type { Layer, TrainSpec } from '../../../preload/contract.ts';
import { denseNetwork, lectureTrainSpec } from '../../../main/engine/network/presets.ts';

export const network = denseNetwork({ height: 28, width: 28, channels: 1, classes: 10 }, [
  { kind: 'dense', units: 32, activation: 'relu' },
]);

export const networkWith = (hidden: Layer[]) =>
  denseNetwork({ height: 28, width: 28, channels: 1, classes: 10 }, hidden);

export function trainSpec(change: Partial<TrainSpec> = {}): TrainSpec {
  return { ...lectureTrainSpec('mnist'), trainingLimit: 2000, epochs: 3, ...change };
}

/** Long enough to be stopped in the middle of the first epoch: smallest batches, all pictures. */
export const long = trainSpec({ trainingLimit: 60_000, batchSize: 1, epochs: 2 });
