import { MebaeError } from '../../../preload/contract.ts';
import { networkProblems } from '../network/checks.ts';
import { inputShape, sizeOf } from '../network/shapes.ts';
import type { LabelledImages, TrainerOptions } from './trainer.ts';

/**
 * Refuses what no trainer can train, before any work: 'network-invalid' (see network/checks.ts),
 * 'train-invalid' for settings that don't fit the network, 'dataset-damaged' for pictures that don't.
 */
export function requireTrainable({ network, train, training, validation }: TrainerOptions): void {
  const [problem] = networkProblems(network);
  if (problem) {
    const { layer, code, values } = problem;
    throw new MebaeError('network-invalid', `${code} at layer ${layer ?? 'all'}`, {
      ...values,
      problem: code,
      layer: layer ?? -1,
    });
  }
  if (train.classWeights && train.classWeights.length !== network.classes) {
    throw new MebaeError('train-invalid', 'class weights are not one a class');
  }
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
