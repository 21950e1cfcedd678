import type { BatchPoint } from '../../preload/contract.ts';

/** Enough columns for a line of a few centimetres. */
const columns = 60;
const smallestLoss = 1e-6;

/**
 * The losses so far as the `d` of an SVG path within `width` x `height`, highest at the top. Points are
 * averaged by column; the scale is logarithmic, as losses fall by factors. Empty for fewer than two columns.
 */
export function sparkline(points: readonly BatchPoint[], width: number, height: number): string {
  const losses = columnMeans(points).map((loss) => Math.log(Math.max(loss, smallestLoss)));
  if (losses.length < 2) return '';
  const low = Math.min(...losses);
  const span = Math.max(...losses) - low || 1;
  return losses
    .map((loss, column) => {
      const x = (column / (losses.length - 1)) * width;
      const y = height - ((loss - low) / span) * height;
      return `${column === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
}

function columnMeans(points: readonly BatchPoint[]): number[] {
  const finite = points.filter((point) => Number.isFinite(point.loss));
  const count = Math.min(columns, finite.length);
  return Array.from({ length: count }, (_, column) => {
    const slice = finite.slice(
      Math.floor((column * finite.length) / count),
      Math.floor(((column + 1) * finite.length) / count),
    );
    return slice.reduce((sum, point) => sum + point.loss, 0) / slice.length;
  });
}
