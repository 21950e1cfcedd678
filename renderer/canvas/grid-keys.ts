/**
 * Where a key takes the cell that the keyboard stands on, in a grid of `width` columns.
 *
 * @param by cells an arrow key moves
 * @returns the index of the cell (row x width + column), the same at an edge; null for other keys
 */
export function cellAfter(
  key: string,
  index: number,
  width: number,
  height: number,
  by = 1,
): number | null {
  const [column, row] = [index % width, Math.floor(index / width)];
  const steps: Record<string, [number, number]> = {
    ArrowLeft: [-by, 0],
    ArrowRight: [by, 0],
    ArrowUp: [0, -by],
    ArrowDown: [0, by],
    Home: [-column, 0],
    End: [width, 0],
    PageUp: [0, -height],
    PageDown: [0, height],
  };
  const step = steps[key];
  if (!step) return null;
  const within = (at: number, length: number) => Math.max(0, Math.min(length - 1, at));
  return within(row + step[1], height) * width + within(column + step[0], width);
}
