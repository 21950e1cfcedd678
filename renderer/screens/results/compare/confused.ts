import type { ConfusionMatrix } from '../../../../main/engine/results/confusion-matrix.ts';

/** Two classes that were taken for each other, in both directions together. */
export interface Confused {
  classes: [number, number];
  count: number;
}

/** The two classes that were confused most often; null without any mistake. */
export function mostConfused({ classes, counts }: ConfusionMatrix): Confused | null {
  let most: Confused | null = null;
  for (let one = 0; one < classes; one += 1) {
    for (let other = one + 1; other < classes; other += 1) {
      const count = (counts[one * classes + other] ?? 0) + (counts[other * classes + one] ?? 0);
      if (count > (most?.count ?? 0)) most = { classes: [one, other], count };
    }
  }
  return most;
}
