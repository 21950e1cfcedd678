import { RandomGenerator } from './random.ts';

/** Apart from the streams of the first weights, which count the layers from 0. */
const firstEpochStream = 0x1_0000;

/**
 * The order in which `epoch` (from 0) sees its `count` pictures: a permutation of 0 … count - 1, by
 * Fisher and Yates (Knuth, TAOCP 2, algorithm 3.4.2 P). It depends on (seed, epoch, count) alone, so
 * a resumed training goes on in the same order without having drawn the epochs before.
 */
export function epochOrder(seed: number, epoch: number, count: number): Int32Array {
  const order = new Int32Array(count).map((_, index) => index);
  const random = RandomGenerator.seeded(seed, firstEpochStream + epoch);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    const swapped = order[last]!;
    order[last] = order[other]!;
    order[other] = swapped;
  }
  return order;
}
