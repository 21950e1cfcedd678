import { fileURLToPath } from 'node:url';
import type { NetworkSpec, TrainSpec } from '../../../preload/contract.ts';
import { loadDataset } from '../../../main/engine/data/datasets.ts';
import { lectureNetwork, lectureTrainSpec } from '../../../main/engine/network/presets.ts';
import type { LabelledImages, Slice, Trainer } from '../../../main/engine/trainers/trainer.ts';

const assets = fileURLToPath(new URL('../../../assets', import.meta.url));
const pixels = 28 * 28;

function first(count: number, { images, labels }: LabelledImages): LabelledImages {
  return { count, images: images.slice(0, count * pixels), labels: labels.slice(0, count) };
}

/** The first so many of MNIST's training and validation pictures. */
export async function mnist(training: number, validation: number) {
  const dataset = await loadDataset('mnist', assets);
  return {
    training: first(training, dataset.training),
    validation: first(validation, dataset.validation),
  };
}

export const lecture: NetworkSpec = lectureNetwork({
  height: 28,
  width: 28,
  channels: 1,
  classes: 10,
});

export function settings(changes: Partial<TrainSpec> = {}): TrainSpec {
  return { ...lectureTrainSpec('mnist'), ...changes };
}

/** Trains one epoch in slices of so many milliseconds; sums over them. */
export async function trainEpoch(trainer: Trainer, milliseconds = 1000): Promise<Slice> {
  const sums = { steps: 0, samples: 0, lossSum: 0, correct: 0 };
  trainer.beginEpoch();
  for (;;) {
    const slice = await trainer.advance(milliseconds);
    if (!slice) return sums;
    sums.steps += slice.steps;
    sums.samples += slice.samples;
    sums.lossSum += slice.lossSum;
    sums.correct += slice.correct;
  }
}
