import type { BatchPoint } from '../../../preload/contract.ts';

/**
 * The batch losses of a training, for windows that attach later. A week of training must not fill
 * the memory: when full, every two neighbours become their mean.
 */
export class PointLog {
  #points: BatchPoint[] = [];

  constructor(private readonly capacity = 20_000) {}

  add(point: BatchPoint): void {
    this.#points.push(point);
    if (this.#points.length > this.capacity) this.#points = halved(this.#points);
  }

  all(): BatchPoint[] {
    return [...this.#points];
  }
}

function halved(points: BatchPoint[]): BatchPoint[] {
  return points.flatMap((point, index) => {
    if (index % 2 === 1) return [];
    const next = points[index + 1];
    return next ? { at: next.at, loss: (point.loss + next.loss) / 2 } : point;
  });
}
