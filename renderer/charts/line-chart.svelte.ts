import { untrack } from 'svelte';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Columns } from './curves.ts';
import { endLabels, labelSpace } from './end-labels.ts';

export interface LineSeries {
  /** At the line's end; empty: no label. */
  label: string;
  /** A colour token, such as `--training`. */
  colour: string;
  dashed?: boolean;
  /** In the background: thin, and without a say in the scale once others have values. */
  faint?: boolean;
}

export interface LineChartOptions {
  series: LineSeries[];
  /** The x axis reaches from `from` to at least `to`, in epochs. */
  from: number;
  to: number;
  /** The y axis never leaves these. */
  lowest?: number;
  highest?: number;
  format(value: number): string;
  /** An epoch was pointed at; null: the pointer left. */
  onpoint(x: number | null): void;
  /** A place was clicked, in epochs. */
  onpick?(x: number): void;
}

const token = (name: string) =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A line down the chart at the moment that is looked at. */
function drawMarker({ ctx, bbox, valToPos }: uPlot, at: number | null): void {
  if (at === null) return;
  const x = valToPos(at, 'x', true);
  ctx.save();
  ctx.strokeStyle = token('--accent');
  ctx.lineWidth = 2 * devicePixelRatio;
  // A dashed line leaves its dashes behind.
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}

function optionsOf(
  host: HTMLElement,
  options: LineChartOptions,
  marker: () => number | null,
): uPlot.Options {
  const style = getComputedStyle(host);
  const size = parseFloat(style.fontSize);
  const font = `${size}px ${style.fontFamily}`;
  const labels = options.series.map(({ label }) => label);
  const axis = {
    stroke: token('--muted'),
    font,
    grid: { stroke: token('--line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width: host.clientWidth,
    height: host.clientHeight,
    padding: [12, labelSpace(labels, font), 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 8 } },
    scales: {
      x: { time: false, range: (_, __, max) => [options.from, Math.max(options.to, max)] },
      y: { range: (chart, min, max) => yRange(measured(chart, options) ?? [min, max], options) },
    },
    axes: [
      { ...axis, size: size * 2, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500] },
      {
        ...axis,
        size: size * 4.4,
        gap: 8,
        values: (_, values) => values.map((value) => options.format(value)),
      },
    ],
    series: [
      {},
      ...options.series.map((series) => ({
        stroke: token(series.colour),
        width: series.faint ? 1 : 2.5,
        alpha: series.faint ? 0.45 : 1,
        ...(series.dashed ? { dash: [7, 5] } : {}),
        // Epoch values stand among the batch losses' finer x: the line goes on over the gaps.
        spanGaps: true,
        points: {
          show: (chart: uPlot) => !series.faint && pixelsPerEpoch(chart) > 14,
          size: 6,
          fill: token(series.colour),
        },
      })),
    ],
    hooks: {
      draw: [
        (chart) => {
          drawMarker(chart, marker());
          endLabels(chart, labels, font);
        },
      ],
      setCursor: [
        ({ cursor, data }) => {
          const x = cursor.idx == null ? undefined : data[0][cursor.idx];
          options.onpoint(x ?? null);
        },
      ],
    },
  };
}

/** Dots side by side would hide whether a line is dashed. */
function pixelsPerEpoch({ bbox, scales }: uPlot): number {
  const { min = 0, max = 1 } = scales['x'] ?? {};
  return bbox.width / devicePixelRatio / ((max ?? 1) - (min ?? 0));
}

/**
 * Lowest and highest value of the lines in the foreground. The first batches' losses are ten times
 * what follows: they may leave the chart, or nobody would see the rest.
 */
function measured({ data }: uPlot, { series }: LineChartOptions): [number, number] | null {
  const values = series.flatMap(({ faint }, index) =>
    faint ? [] : Array.from(data[index + 1] ?? []).filter((value) => value != null),
  );
  return values.length === 0 ? null : [Math.min(...values), Math.max(...values)];
}

function yRange(
  [min, max]: [number | null, number | null],
  { lowest = -Infinity, highest = Infinity }: LineChartOptions,
): [number, number] {
  // uPlot gives null before the first point.
  if (min === null || max === null || !Number.isFinite(min)) return [0, 1];
  const room = (max - min || Math.abs(max) || 1) * 0.08;
  return [Math.max(lowest, min - room), Math.min(highest, max + room)];
}

/**
 * An attachment that keeps a uPlot chart in its element: made once for a set of series, redrawn at
 * most once a frame when `columns` changed, resized with the element. `options` are read once: the
 * caller makes a new element when series or theme change. `marker`: a place on the x axis to mark.
 */
export function lineChart(
  options: () => LineChartOptions,
  columns: () => Columns,
  marker: () => number | null = () => null,
) {
  return (host: HTMLElement) => {
    const chart = untrack(
      () => new uPlot(optionsOf(host, options(), marker), columns() as uPlot.AlignedData, host),
    );
    let frame = 0;
    $effect(() => {
      const data = columns() as uPlot.AlignedData;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => chart.setData(data));
    });
    $effect(() => {
      marker();
      chart.redraw(false, false);
    });
    chart.over.addEventListener('click', () => {
      const { left = -1 } = chart.cursor;
      if (left >= 0) untrack(options).onpick?.(chart.posToVal(left, 'x'));
    });
    const observer = new ResizeObserver(() => {
      chart.setSize({ width: host.clientWidth, height: host.clientHeight });
    });
    observer.observe(host);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      chart.destroy();
    };
  };
}
