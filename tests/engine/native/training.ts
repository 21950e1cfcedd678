import { createHash } from 'node:crypto';
import type { Slice, Trainer } from '../../../main/engine/trainers/trainer.ts';

/** One epoch in slices of so many milliseconds. */
export async function trainEpoch(trainer: Trainer, milliseconds: number): Promise<Slice[]> {
  const slices: Slice[] = [];
  trainer.beginEpoch();
  for (let slice; (slice = await trainer.advance(milliseconds));) slices.push(slice);
  return slices;
}

/** The figures of all slices together. */
export function totalOf(slices: readonly Slice[]): Slice {
  const total: Slice = { steps: 0, samples: 0, lossSum: 0, correct: 0 };
  for (const slice of slices) {
    total.steps += slice.steps;
    total.samples += slice.samples;
    total.lossSum += slice.lossSum;
    total.correct += slice.correct;
  }
  return total;
}

/** Equal for equal bits of all weights and of the optimizer's variables. */
export async function fingerprint(trainer: Trainer): Promise<string> {
  const hash = createHash('sha256');
  const { weights, optimizer } = await trainer.state();
  for (const { name, values } of [...weights, ...optimizer]) hash.update(name).update(values);
  return hash.digest('hex');
}
