import type uPlot from 'uplot';

/** Moves neighbours apart until each has `height` for itself, keeping their order; all within 0 to `limit`. */
export function spread(wanted: readonly number[], height: number, limit: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]!);
  const placed = [...wanted];
  let floor = -Infinity;
  for (const index of order) {
    placed[index] = Math.max(placed[index]!, floor);
    floor = placed[index] + height;
  }
  let ceiling = limit;
  for (const index of order.reverse()) {
    placed[index] = Math.min(placed[index]!, ceiling);
    ceiling = placed[index] - height;
  }
  return placed;
}

/** Pixels from a line's last point to its name. */
const distance = 10;

/** Pixels that the widest of these names needs right of the plot. */
export function labelSpace(labels: readonly string[], font: string): number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return 0;
  context.font = font;
  return Math.ceil(Math.max(...labels.map((label) => context.measureText(label).width))) + distance;
}

/**
 * Writes each line's name at its end, in its colour: nobody looks a line up in a legend box.
 * `labels`: one a series, empty for none.
 */
export function endLabels(chart: uPlot, labels: readonly string[], font: string): void {
  const { ctx, bbox } = chart;
  const ratio = devicePixelRatio;
  const ends = chart.series.slice(1).flatMap((series, index) => {
    const values = chart.data[index + 1] ?? [];
    let last = values.length - 1;
    while (last >= 0 && values[last] == null) last--;
    const text = labels[index];
    if (last < 0 || !text) return [];
    return [
      {
        text,
        // uPlot wraps every colour into a function of the chart.
        colour: typeof series.stroke === 'function' ? series.stroke(chart, index + 1) : '',
        x: chart.valToPos(chart.data[0][last]!, 'x', true),
        y: chart.valToPos(values[last]!, 'y', true),
      },
    ];
  });
  const size = parseFloat(font) * ratio;
  const rows = spread(
    ends.map(({ y }) => y - bbox.top),
    size * 1.25,
    bbox.height,
  );
  ctx.save();
  ctx.font = font.replace(/^[\d.]+px/, `${size}px`);
  ctx.textBaseline = 'middle';
  // The axes leave theirs behind.
  ctx.textAlign = 'left';
  ends.forEach(({ text, colour, x }, index) => {
    ctx.fillStyle = colour as string;
    ctx.fillText(text, x + distance * ratio, bbox.top + rows[index]!);
  });
  ctx.restore();
}
