/** Which samples are shown. */
export interface SampleFilter {
  /** Classes to show; none chosen shows all. */
  classes: readonly number[];
  split: Split;
}
export const splits = ['both', 'training', 'validation'] as const;
export type Split = (typeof splits)[number];

/** First and one past the last sample id of a split: training pictures come first. */
export function splitRange(split: Split, training: number, total: number): [number, number] {
  return [split === 'validation' ? training : 0, split === 'training' ? training : total];
}

/** The ids of the samples that a filter lets through, ascending. */
export function filterSamples(
  labels: Uint8Array,
  training: number,
  { classes, split }: SampleFilter,
): Int32Array {
  const [from, to] = splitRange(split, training, labels.length);
  const ids = new Int32Array(to - from);
  const chosen = new Set(classes);
  let count = 0;
  for (let id = from; id < to; id++) {
    if (chosen.size === 0 || chosen.has(labels[id]!)) ids[count++] = id;
  }
  return ids.subarray(0, count);
}

/** How many samples of each class a split has. */
export function countClasses(
  labels: Uint8Array,
  training: number,
  classes: number,
  split: Split,
): number[] {
  const [from, to] = splitRange(split, training, labels.length);
  const counts = new Array<number>(classes).fill(0);
  for (let id = from; id < to; id++) counts[labels[id]!]! += 1;
  return counts;
}

/** Where a sample stands in an ascending list; -1 where it doesn't. */
export function positionOf(ids: Int32Array, sample: number): number {
  let [low, high] = [0, ids.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (ids[middle] === sample) return middle;
    if (ids[middle]! < sample) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The first training sample of each class; the first of all where a class has none. */
export function firstOfEachClass(labels: Uint8Array, classes: number): number[] {
  return Array.from({ length: classes }, (_, label) => Math.max(0, labels.indexOf(label)));
}
