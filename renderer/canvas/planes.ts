import { colourOf, component, type LumaChroma } from './luma-chroma.ts';
import type { Raster } from './raster.ts';

/** Components of a colour picture: one number a pixel each. */
export const planes = ['red', 'green', 'blue', 'y', 'cb', 'cr'] as const;
export type Plane = (typeof planes)[number];

const channels: readonly Plane[] = ['red', 'green', 'blue'];

/** One component of every pixel: height x width bytes, 0 to 255. */
export function planeOf({ rgb }: Raster, plane: Plane): Uint8Array {
  const values = new Uint8Array(rgb.length / 3);
  const channel = channels.indexOf(plane);
  for (let pixel = 0; pixel < values.length; pixel++) {
    const at = pixel * 3;
    values[pixel] =
      channel >= 0
        ? rgb[at + channel]!
        : component(plane as LumaChroma, rgb[at]!, rgb[at + 1]!, rgb[at + 2]!);
  }
  return values;
}

/** The colour that shows one value of a component alone, the other components at rest. */
export function colourOfPlane(plane: Plane, value: number): [number, number, number] {
  if (plane === 'red') return [value, 0, 0];
  if (plane === 'green') return [0, value, 0];
  if (plane === 'blue') return [0, 0, value];
  if (plane === 'cb') return colourOf(128, value, 128);
  if (plane === 'cr') return colourOf(128, 128, value);
  return [value, value, value];
}

/** A component's values as the picture that shows it: height x width x 3 bytes. */
export function paintPlane(plane: Plane, values: Uint8Array): Uint8Array {
  // There are 256 colours: looked up, a large picture is painted within a frame.
  const palette = Uint8Array.from(
    { length: 256 * 3 },
    (_, at) => colourOfPlane(plane, Math.floor(at / 3))[at % 3]!,
  );
  const rgb = new Uint8Array(values.length * 3);
  for (let pixel = 0; pixel < values.length; pixel++) {
    const from = values[pixel]! * 3;
    rgb[pixel * 3] = palette[from]!;
    rgb[pixel * 3 + 1] = palette[from + 1]!;
    rgb[pixel * 3 + 2] = palette[from + 2]!;
  }
  return rgb;
}
