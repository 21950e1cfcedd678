import type { TrainSpec } from '../../../../preload/contract.ts';
import { stepsPerEpoch } from '../../../../main/engine/network/steps.ts';

/** Optimizer steps of one epoch of a training, on as many pictures as its settings allow. */
export function stepsOf(train: TrainSpec, trainingPictures: number): number {
  const pictures = Math.min(trainingPictures, train.trainingLimit ?? trainingPictures);
  return stepsPerEpoch(pictures, train.batchSize);
}
