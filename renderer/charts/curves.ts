import type { BatchPoint, EpochRecord } from '../../preload/contract.ts';

/** A chart's columns: x ascending, then one column a series of the same length; null where it has no value. */
export type Columns = [number[], ...(number | null)[][]];

/** More points than pixels cost time and show nothing. */
const maxBatchPoints = 1500;

/** Mean of each bucket of neighbours, so that at most `limit` points are left. */
export function thinned(points: readonly BatchPoint[], limit = maxBatchPoints): BatchPoint[] {
  if (points.length <= limit) return [...points];
  const bucket = Math.ceil(points.length / limit);
  const thin: BatchPoint[] = [];
  for (let start = 0; start < points.length; start += bucket) {
    const part = points.slice(start, start + bucket);
    thin.push({
      at: part.at(-1)!.at,
      loss: part.reduce((sum, { loss }) => sum + loss, 0) / part.length,
    });
  }
  return thin;
}

/** x: epochs; then the batch loss, by fractions of an epoch. */
export function batchColumns(points: readonly BatchPoint[]): Columns {
  const thin = thinned(points);
  return [thin.map(({ at }) => at), thin.map(({ loss }) => loss)];
}

/** x: epochs; then loss or accuracy of training and of validation. */
export function epochColumns(
  history: readonly EpochRecord[],
  measure: 'loss' | 'accuracy',
): Columns {
  const validation = measure === 'loss' ? 'valLoss' : 'valAccuracy';
  return [
    history.map(({ epoch }) => epoch),
    history.map((record) => record[measure]),
    history.map((record) => record[validation]),
  ];
}

/** The epoch where the validation loss was lowest; null before the first. */
export function bestEpoch(history: readonly EpochRecord[]): EpochRecord | null {
  return history.reduce<EpochRecord | null>(
    (best, record) => (best === null || record.valLoss < best.valLoss ? record : best),
    null,
  );
}
