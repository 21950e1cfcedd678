/** The rows of a long list that are in sight, with some above and below. */
export function visibleRows(
  count: number,
  scrollTop: number,
  height: number,
  rowHeight: number,
  margin = 6,
): { from: number; to: number } {
  const first = Math.floor(scrollTop / rowHeight) - margin;
  const last = Math.ceil((scrollTop + height) / rowHeight) + margin;
  const from = Math.max(0, Math.min(first, count));
  return { from, to: Math.min(count, Math.max(last, from)) };
}
