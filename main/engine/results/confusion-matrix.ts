/**
 * Counts of (right class, answered class): row `actual`, column `predicted`,
 * `counts[actual * classes + predicted]`.
 */
export interface ConfusionMatrix {
  classes: number;
  counts: Uint32Array;
}

export function confusionMatrix(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
): ConfusionMatrix {
  const counts = new Uint32Array(classes * classes);
  for (let index = 0; index < actual.length; index += 1) {
    const cell = (actual[index] ?? 0) * classes + (predicted[index] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return { classes, counts };
}

export interface ClassFigures {
  /** Pictures of the class. */
  count: number;
  right: number;
  /** Share of its pictures that were recognised (recall); null where it has none. */
  accuracy: number | null;
  /** Share of the answers naming it that were right; null where it was never answered. */
  precision: number | null;
}

/** By class, in order. */
export function perClass({ classes, counts }: ConfusionMatrix): ClassFigures[] {
  return Array.from({ length: classes }, (_, label) => {
    const right = counts[label * classes + label] ?? 0;
    let count = 0;
    let answered = 0;
    for (let other = 0; other < classes; other += 1) {
      count += counts[label * classes + other] ?? 0;
      answered += counts[other * classes + label] ?? 0;
    }
    return {
      count,
      right,
      accuracy: count > 0 ? right / count : null,
      precision: answered > 0 ? right / answered : null,
    };
  });
}

/** Share of right answers, 0 to 1; null for no pictures. */
export function accuracyOf({ classes, counts }: ConfusionMatrix): number | null {
  let right = 0;
  let all = 0;
  counts.forEach((count, cell) => {
    all += count;
    if (cell % (classes + 1) === 0) right += count;
  });
  return all > 0 ? right / all : null;
}
