import { MebaeError, type NetworkSpec, type TrainSpec } from '../../../preload/contract.ts';
import { networkProblems } from '../network/checks.ts';
import { inputShape, sizeOf } from '../network/shapes.ts';
import type { LabelledImages, TrainerOptions } from './trainer.ts';

/**
 * @throws MebaeError network-invalid: its detail is the first problem's code (see network/checks.ts),
 *   among its values the position of the `layer` concerned, if it is one
 */
export function requireSound(network: NetworkSpec): void {
  const [problem] = networkProblems(network);
  if (!problem) return;
  const place = problem.layer === null ? {} : { layer: problem.layer };
  throw new MebaeError('network-invalid', problem.code, { ...problem.values, ...place });
}

/** @throws MebaeError train-invalid where settings don't fit the network */
export function requireFitting({ classWeights }: TrainSpec, network: NetworkSpec): void {
  if (!classWeights || classWeights.length === network.classes) return;
  throw new MebaeError('train-invalid', `${classWeights.length} class weights`, {
    field: 'classWeights',
  });
}

/**
 * Refuses what no trainer can train, before any work.
 * @throws MebaeError network-invalid, train-invalid; dataset-damaged for pictures that don't fit
 */
export function requireTrainable({ network, train, training, validation }: TrainerOptions): void {
  requireSound(network);
  requireFitting(train, network);
  if (training.count < 1) throw new MebaeError('dataset-damaged', 'no training pictures');
  const size = sizeOf(inputShape(network));
  for (const { count, images, labels } of [training, validation] satisfies LabelledImages[]) {
    if (images.length !== count * size || labels.length !== count) {
      throw new MebaeError('dataset-damaged', 'pictures do not fit the network’s input');
    }
    if (labels.some((label) => label >= network.classes)) {
      throw new MebaeError('dataset-damaged', 'a label is not one of the network’s classes');
    }
  }
}
