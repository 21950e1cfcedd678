/** The largest square in the middle of a picture, in its pixels. */
export function middleSquare(
  width: number,
  height: number,
): { x: number; y: number; side: number } {
  const side = Math.min(width, height);
  return { x: Math.floor((width - side) / 2), y: Math.floor((height - side) / 2), side };
}

/** Where a window of `length` cells begins that shows `centre` of `total` as near its middle as it can. */
export function windowStart(centre: number, length: number, total: number): number {
  return Math.max(0, Math.min(total - length, centre - Math.floor(length / 2)));
}
