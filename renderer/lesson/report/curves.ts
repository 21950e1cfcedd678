import { markup, type Markup } from './markup.ts';

export interface Curve {
  name: string;
  /** One value an epoch. */
  values: readonly number[];
  dashed: boolean;
}

const size = { width: 360, height: 210 };
const edge = { left: 48, right: 78, top: 12, bottom: 34 };

/**
 * Curves over epochs as an SVG: labelled at their ends, the validation one dashed. What is not finite
 * (a diverged loss) is left out. The numbers stand in the epoch table.
 */
export function curvesSvg(
  title: string,
  axis: string,
  curves: readonly Curve[],
  write: (value: number) => string,
): Markup {
  const epochs = Math.max(1, ...curves.map(({ values }) => values.length));
  const finite = curves.flatMap(({ values }) => values.filter(Number.isFinite));
  const low = finite.length > 0 ? Math.min(...finite) : 0;
  const high = finite.length > 0 ? Math.max(...finite) : 1;
  const span = high - low || 1;
  const x = (epoch: number) =>
    edge.left +
    (epochs === 1 ? 0.5 : (epoch - 1) / (epochs - 1)) * (size.width - edge.left - edge.right);
  const y = (value: number) =>
    edge.top + (1 - (value - low) / span) * (size.height - edge.top - edge.bottom);
  const at = (value: number) => value.toFixed(1);

  const lines = [low, low + span / 2, low + span].map(
    (value) =>
      markup`<line class="grid" x1="${edge.left}" x2="${size.width - edge.right}" y1="${at(y(value))}" y2="${at(y(value))}"/><text class="tick" text-anchor="end" x="${edge.left - 6}" y="${at(y(value) + 4)}">${write(value)}</text>`,
  );
  const drawn = curves.map(({ name, values, dashed }, index) => {
    const points = values.flatMap((value, epoch) =>
      Number.isFinite(value) ? [`${at(x(epoch + 1))},${at(y(value))}`] : [],
    );
    const last = values.findLast(Number.isFinite);
    const kind = dashed ? 'dashed' : 'solid';
    const end = last === undefined ? size.height / 2 : y(last);
    // Two curves that end together would have one label on the other.
    const shift = index === 0 ? -3 : 11;
    const dots = points.map((point) => {
      const [cx = '', cy = ''] = point.split(',');
      return markup`<circle class="${kind}" r="2" cx="${cx}" cy="${cy}"/>`;
    });
    return markup`<polyline class="${kind}" points="${points.join(' ')}"/>${dots}<text class="${kind}" x="${size.width - edge.right + 6}" y="${at(end + shift)}">${name}</text>`;
  });
  const first = epochs === 1 ? [1] : [1, epochs];
  const ticks = first.map(
    (epoch) =>
      markup`<text class="tick" text-anchor="middle" x="${at(x(epoch))}" y="${size.height - 16}">${epoch}</text>`,
  );
  return markup`<figure><figcaption>${title}</figcaption><svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${title}">${lines}${drawn}${ticks}<text class="tick" text-anchor="middle" x="${(edge.left + size.width - edge.right) / 2}" y="${size.height - 2}">${axis}</text></svg></figure>`;
}
