/** The grid of samples as it is laid out in the width there is. All lengths in CSS pixels. */
export interface GridLayout {
  columns: number;
  rows: number;
  /** From one sample's left (top) edge to the next one's. */
  pitchX: number;
  pitchY: number;
  thumb: number;
  height: number;
}

/** Around the grid, and between samples at least. */
export const gap = 6;

/** @param labelHeight of the line under each sample; 0: no line. */
export function layOut(
  count: number,
  width: number,
  thumb: number,
  labelHeight: number,
): GridLayout {
  const columns = Math.max(1, Math.floor((width - gap) / (thumb + gap)));
  // Whole pixels, so that pictures stay crisp; what is left over is shared out between the columns.
  const pitchX = Math.max(thumb + gap, Math.floor((width - thumb - 2 * gap) / (columns - 1 || 1)));
  const pitchY = thumb + labelHeight + gap;
  const rows = Math.ceil(count / columns);
  return { columns, rows, pitchX, pitchY, thumb, height: rows * pitchY + gap };
}

/** Positions in view: from (included) to (excluded), with `ahead` rows more on both sides. */
export function visibleRange(
  layout: GridLayout,
  count: number,
  scrollTop: number,
  viewHeight: number,
  ahead = 0,
): [number, number] {
  const first = Math.floor((scrollTop - gap) / layout.pitchY) - ahead;
  const last = Math.floor((scrollTop + viewHeight - gap) / layout.pitchY) + ahead;
  const from = Math.max(0, first * layout.columns);
  return [Math.min(from, count), Math.max(0, Math.min(count, (last + 1) * layout.columns))];
}

/** The upper left corner of a sample's picture, in the grid's own coordinates. */
export function cornerOf(layout: GridLayout, position: number): { x: number; y: number } {
  return {
    x: gap + (position % layout.columns) * layout.pitchX,
    y: gap + Math.floor(position / layout.columns) * layout.pitchY,
  };
}

/** The position at a point of the grid; -1 between samples and beyond the last. */
export function positionAt(layout: GridLayout, count: number, x: number, y: number): number {
  const column = Math.floor((x - gap) / layout.pitchX);
  const row = Math.floor((y - gap) / layout.pitchY);
  if (column < 0 || column >= layout.columns || row < 0) return -1;
  if (x - gap - column * layout.pitchX > layout.thumb) return -1;
  const position = row * layout.columns + column;
  return position < count ? position : -1;
}

/** Where to scroll so that a position is wholly in view; the same where it is already. */
export function scrollTo(
  layout: GridLayout,
  position: number,
  scrollTop: number,
  viewHeight: number,
): number {
  const top = cornerOf(layout, position).y - gap;
  const bottom = top + layout.pitchY + gap;
  if (top < scrollTop) return top;
  if (bottom > scrollTop + viewHeight) return bottom - viewHeight;
  return scrollTop;
}

/** Where a key takes the selection; null for a key that isn't the grid's. */
export function moved(
  key: string,
  position: number,
  layout: GridLayout,
  count: number,
  viewHeight: number,
): number | null {
  const page = Math.max(1, Math.floor(viewHeight / layout.pitchY)) * layout.columns;
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -layout.columns,
    ArrowDown: layout.columns,
    PageUp: -page,
    PageDown: page,
    Home: -count,
    End: count,
  };
  const step = steps[key];
  if (step === undefined || count === 0) return null;
  const target = position + step;
  // A step up or down that leaves the grid stays in its column's last row, not in a corner.
  if (Math.abs(step) === layout.columns && (target < 0 || target >= count)) return position;
  return Math.min(count - 1, Math.max(0, target));
}
