/** A point of a picture in its pixels: the first pixel reaches from 0 to 1. */
export interface Point {
  x: number;
  y: number;
}

/** What a stroke is painted with. */
export interface Brush {
  /** Pixels across, 1 or more. One paints whole pixels; broader ones have a soft edge, as ink has. */
  size: number;
  /** 0 to 255. */
  value: number;
}

/** How near a point is to the line between two others, in pixels. */
function distance(x: number, y: number, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((x - from.x) * dx + (y - from.y) * dy) / length;
  const within = Math.min(1, Math.max(0, along));
  return Math.hypot(x - from.x - within * dx, y - from.y - within * dy);
}

/** The pixels that a line of one pixel's width goes through, gap by gap no more than half a pixel. */
function coverPixels(coverage: Float32Array, width: number, from: Point, to: Point): void {
  const height = coverage.length / width;
  const steps = Math.max(1, Math.ceil(2 * Math.hypot(to.x - from.x, to.y - from.y)));
  for (let step = 0; step <= steps; step++) {
    const column = Math.floor(from.x + ((to.x - from.x) * step) / steps);
    const row = Math.floor(from.y + ((to.y - from.y) * step) / steps);
    if (column >= 0 && column < width && row >= 0 && row < height) {
      coverage[row * width + column] = 1;
    }
  }
}

/**
 * Marks how much of each pixel a brush covers on its way between two points: the most that any part of
 * the stroke covered, so that going over a place twice makes its edge no harder.
 *
 * @param coverage height x width shares, 0 to 1, of the stroke so far; changed
 */
export function cover(
  coverage: Float32Array,
  width: number,
  from: Point,
  to: Point,
  size: number,
): void {
  if (size <= 1) {
    coverPixels(coverage, width, from, to);
    return;
  }
  const height = coverage.length / width;
  const reach = size / 2 + 0.5;
  const [left, right] = [Math.min(from.x, to.x) - reach, Math.max(from.x, to.x) + reach];
  const [top, bottom] = [Math.min(from.y, to.y) - reach, Math.max(from.y, to.y) + reach];
  for (let row = Math.max(0, Math.floor(top)); row < Math.min(height, bottom); row++) {
    for (let column = Math.max(0, Math.floor(left)); column < Math.min(width, right); column++) {
      const share = reach - distance(column + 0.5, row + 0.5, from, to);
      const at = row * width + column;
      coverage[at] = Math.max(coverage[at]!, Math.min(1, Math.max(0, share)));
    }
  }
}

/** The picture under a stroke: where it covers wholly its value, where it covers in part a mixture. */
export function paint(before: Uint8Array, coverage: Float32Array, value: number): Uint8Array {
  return before.map((old, at) => Math.round(old + (value - old) * coverage[at]!));
}
