/** How a plane's values fall into two classes. */
export interface Split {
  /** Values above it are the upper class. */
  threshold: number;
  /** Means of the two classes; equal where all values are the same. */
  lower: number;
  upper: number;
}

/**
 * Otsu's threshold: the level t, 0 to 254, at which the variance between the classes, w0 w1 (m1 - m0)²,
 * is greatest (N. Otsu, IEEE Trans. SMC 9, 1979). Values are rounded into 256 bins; on a plateau of
 * equally good levels, as between two flat tones, the middle one is taken.
 *
 * @param values 0 to 255
 */
export function otsu(values: Float32Array): Split {
  const bins = new Float64Array(256);
  for (const value of values) bins[Math.min(255, Math.max(0, Math.round(value)))]! += 1;
  const total = values.length;
  let sum = 0;
  bins.forEach((count, level) => (sum += count * level));

  let best = 0;
  let [first, last] = [0, 0];
  let split = { lower: sum / total, upper: sum / total };
  let [below, belowSum] = [0, 0];
  for (let level = 0; level < 255; level++) {
    below += bins[level]!;
    belowSum += bins[level]! * level;
    if (below === 0 || below === total) continue;
    const lower = belowSum / below;
    const upper = (sum - belowSum) / (total - below);
    const between = (below / total) * (1 - below / total) * (upper - lower) ** 2;
    if (between > best * (1 + 1e-12)) {
      best = between;
      first = level;
      split = { lower, upper };
    }
    if (between >= best * (1 - 1e-12)) last = level;
  }
  return { threshold: (first + last) / 2, ...split };
}
