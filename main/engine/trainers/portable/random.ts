import { RandomGenerator } from '../random.ts';

/** Streams of the seed, apart from those of first weights (from 0) and of epochs' orders (from 0x1_0000). */
export const streams = { dropout: 0x2_0000, augmentation: 0x3_0000 } as const;

/**
 * The random numbers of one optimizer step, a function of these three numbers alone: a training
 * that goes on from a checkpoint draws what it would have drawn, with no generator state to keep.
 */
export function stepGenerator(seed: number, stream: number, step: number): RandomGenerator {
  return RandomGenerator.seeded(RandomGenerator.seeded(seed, stream).next(), step);
}
