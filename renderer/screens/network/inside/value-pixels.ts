import { divergingColour } from '../../../charts/diverging.ts';

/** grey: as the picture shows it, black to white; ink: transparent to black; weight: blue, white, orange. */
export type Scale = 'grey' | 'ink' | 'weight';

/** RGBA bytes, one pixel a value from 0 to `limit` (weights: from -`limit`); NaN is left open. */
export function valuePixels(values: Float32Array, scale: Scale, limit: number): Uint8Array {
  const pixels = new Uint8Array(values.length * 4);
  values.forEach((value, index) => {
    if (Number.isNaN(value)) return;
    const share = limit > 0 ? Math.max(0, Math.min(1, value / limit)) : 0;
    const grey = Math.round(255 * share);
    const colour = {
      grey: () => [grey, grey, grey, 255],
      ink: () => [0, 0, 0, grey],
      weight: () => [...divergingColour(value, limit), 255],
    }[scale]();
    pixels.set(colour, index * 4);
  });
  return pixels;
}

/** The largest size of any value, signs left out. */
export function largest(values: Iterable<number>): number {
  let size = 0;
  for (const value of values) size = Math.max(size, Math.abs(value) || 0);
  return size;
}
