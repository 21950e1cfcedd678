import { unitsOf } from '../../../charts/unit-pictures.ts';
import type { NamedTensor, Optimizer, Replies, TrainSpec } from '../../../../preload/contract.ts';

/** Pictures of one step that is looked at: few enough to see each. */
export const stepPictures = 8;

export const stages = ['pictures', 'answers', 'error', 'adjust', 'after'] as const;
export type Stage = (typeof stages)[number];

/** Sample ids of the `step`-th small batch among the first `count` training pictures, round and round. */
export function batchIds(step: number, count: number): number[] {
  const size = Math.min(stepPictures, count);
  return Array.from({ length: size }, (_, place) => (step * size + place) % count);
}

/** What the next step goes on from. */
export function continuation({ step, weightsAfter, optimizer }: Replies['training.step']) {
  return { step, weights: weightsAfter, optimizer };
}

/** One step of several that went on from each other. */
export type HistoryEntry = Pick<
  Replies['training.step'],
  'step' | 'before' | 'after' | 'weightsAfter'
>;

/** Steps that are kept to look back on, fewer where their weights are many numbers. */
const kept = { steps: 10, numbers: 16_000_000 };

/** The last steps, `reply` among them, in order. */
export function withStep(history: HistoryEntry[], reply: Replies['training.step']): HistoryEntry[] {
  const { step, before, after, weightsAfter } = reply;
  const numbers = weightsAfter.reduce((sum, { values }) => sum + values.length, 0);
  const most = Math.max(1, Math.min(kept.steps, Math.floor(kept.numbers / numbers)));
  return [...history, { step, before, after, weightsAfter }].slice(-most);
}

/** Cross-entropy of one picture in nats, from the probability of its right class; kept finite as Keras does. */
export function pictureError(probability: number): number {
  return -Math.log(Math.max(probability, 1e-7));
}

/** One weight's numbers in a step. */
export interface WeightStep {
  before: number;
  after: number;
  /** How the error would change if the weight were raised a little: the sign of its gradient. */
  slope: -1 | 0 | 1;
}

/** AdamW also draws each kernel's weights towards 0, whatever their gradient. */
const decayOf = (optimizer: Optimizer) =>
  optimizer.kind === 'adamw' ? (optimizer.weightDecay ?? 0) : 0;

/**
 * The step of the weight at `index`. With a fresh optimizer, and with plain SGD always, every method moves a weight against its
 * gradient, so that the direction tells the gradient's sign.
 */
export function weightStep(
  before: NamedTensor,
  after: NamedTensor,
  index: number,
  { optimizer }: Pick<TrainSpec, 'optimizer'>,
  learningRate: number,
): WeightStep {
  const from = before.values[index] ?? 0;
  const to = after.values[index] ?? 0;
  const moved = to - from + learningRate * decayOf(optimizer) * from;
  // What float32 rounds away is no movement.
  const still = Math.abs(from) * 2 ** -22;
  return {
    before: from,
    after: to,
    slope: Math.abs(moved) <= still ? 0 : moved > 0 ? -1 : 1,
  };
}

/** The place of the kernel's weight that the step changed most: [input, unit]. */
export function mostChanged(before: NamedTensor, after: NamedTensor): [number, number] {
  let best = 0;
  let most = -1;
  before.values.forEach((value, index) => {
    const change = Math.abs((after.values[index] ?? 0) - value);
    if (change > most) [best, most] = [index, change];
  });
  const units = unitsOf(before);
  return [Math.floor(best / units), best % units];
}

/** The weight that is looked at: one of the kernel's `name`, counted from 0. */
export interface ChosenWeight {
  name: string;
  input: number;
  unit: number;
}

/** The tensor of this name, which is among them. */
export function namedTensor(tensors: NamedTensor[], name: string): NamedTensor {
  return tensors.find((tensor) => tensor.name === name)!;
}

/** Of the kernel `name`, or of the first one, the weight that a step changed most. */
export function mostChangedWeight(
  { weightsBefore, weightsAfter }: Pick<Replies['training.step'], 'weightsBefore' | 'weightsAfter'>,
  name = weightsBefore.find((tensor) => tensor.name.endsWith('/kernel'))!.name,
): ChosenWeight {
  const [input, unit] = mostChanged(
    namedTensor(weightsBefore, name),
    namedTensor(weightsAfter, name),
  );
  return { name, input, unit };
}

/** after - before. */
export function difference(before: NamedTensor, after: NamedTensor): NamedTensor {
  return {
    ...before,
    values: before.values.map((value, index) => (after.values[index] ?? 0) - value),
  };
}
