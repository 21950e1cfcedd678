import type { TrainSpec } from '../../../../preload/contract.ts';

/** Optimizer steps of one epoch: the last batch may be a smaller one. */
export function stepsPerEpoch(train: TrainSpec, trainingPictures: number): number {
  const pictures = Math.min(trainingPictures, train.trainingLimit ?? trainingPictures);
  return Math.ceil(pictures / train.batchSize);
}
