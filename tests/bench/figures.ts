export interface Figures {
  min: number;
  median: number;
  max: number;
}

/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function figures(values: readonly number[]): Figures {
  return { min: Math.min(...values), median: median(values), max: Math.max(...values) };
}

/** How many times longer `others` took than `ours`, turn by turn: the machine's moods fall on both. */
export function ratios(others: readonly number[], ours: readonly number[]): Figures {
  return figures(others.map((seconds, turn) => seconds / ours[turn]!));
}

const number = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** A Markdown table, columns padded. */
export function table(head: string[], rows: (string | number)[][]): string {
  const cells = [head, ...rows].map((row) =>
    row.map((cell) => (typeof cell === 'number' ? number(cell) : cell)),
  );
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const line = (row: string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [
    line(cells[0]!),
    line(widths.map((width) => '-'.repeat(width))),
    ...cells.slice(1).map(line),
  ].join('\n');
}
