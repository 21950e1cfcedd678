interface Plot {
  x: readonly number[];
  y: readonly number[];
  xLabel: string;
  yLabel: string;
}

const width = 640;
const height = 420;
const margin = { left: 76, right: 24, top: 24, bottom: 56 };

/** A line of points on logarithmic axes (a slope of one: proportional), as SVG. */
export function plot({ x, y, xLabel, yLabel }: Plot): string {
  const along = scale(x, margin.left, width - margin.right);
  const up = scale(y, height - margin.bottom, margin.top);
  const points = x.map((value, index) => [along(value), up(y[index]!)] as const);
  const text = (at: readonly [number, number], words: string, more = '') =>
    `<text x="${at[0].toFixed(1)}" y="${at[1].toFixed(1)}" text-anchor="middle"${more}>${words}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13" fill="#1d2430">`,
    `<rect width="${width}" height="${height}" fill="#fbfaf7"/>`,
    `<path d="M${margin.left} ${margin.top}V${height - margin.bottom}H${width - margin.right}" fill="none" stroke="#5b6472"/>`,
    `<polyline points="${points.map((point) => point.map((side) => side.toFixed(1)).join(',')).join(' ')}" fill="none" stroke="#0072b2" stroke-width="2.5"/>`,
    ...points.map(([px, py], index) =>
      [
        `<circle cx="${px.toFixed(1)}" cy="${py.toFixed(1)}" r="4" fill="#0072b2"/>`,
        text([px, height - margin.bottom + 20], String(x[index])),
        text([px, py - 10], `${y[index]!.toPrecision(3)} s`),
      ].join(''),
    ),
    text([width / 2, height - 14], xLabel),
    text([18, height / 2], yLabel, ` transform="rotate(-90 18 ${height / 2})"`),
    '</svg>\n',
  ].join('\n');
}

/** Logarithmic, from the lowest value at `from` to the highest at `to`. */
function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const low = Math.log(Math.min(...values));
  const high = Math.log(Math.max(...values));
  return (value) => from + ((Math.log(value) - low) / (high - low || 1)) * (to - from);
}
