import { colourOf, component } from './luma-chroma.ts';
import type { Plane } from './planes.ts';
import type { Raster } from './raster.ts';

/** The two ways in which three components make a colour. */
export const systems = { rgb: ['red', 'green', 'blue'], luma: ['y', 'cb', 'cr'] } as const;
export type System = keyof typeof systems;

/** The way a component belongs to. */
export function systemOf(plane: Plane): System {
  return (systems.rgb as readonly Plane[]).includes(plane) ? 'rgb' : 'luma';
}

/** What stands in for a component that is left out: no light; of luminance and colour, their middle. */
export const atRest: Record<Plane, number> = {
  red: 0,
  green: 0,
  blue: 0,
  y: 128,
  cb: 128,
  cr: 128,
};

/**
 * One colour put together again from some of its components, the others at rest.
 *
 * @param parts components of one way; the others are passed over
 */
export function colourFrom(
  red: number,
  green: number,
  blue: number,
  system: System,
  parts: readonly Plane[],
): [number, number, number] {
  const pick = (plane: Plane, value: number) => (parts.includes(plane) ? value : atRest[plane]);
  if (system === 'rgb') return [pick('red', red), pick('green', green), pick('blue', blue)];
  return colourOf(
    pick('y', component('y', red, green, blue)),
    pick('cb', component('cb', red, green, blue)),
    pick('cr', component('cr', red, green, blue)),
  );
}

/**
 * `colourFrom` of every pixel: height x width x 3 bytes. With all of Y, Cb and Cr a value may differ
 * from the original by 1 or 2: each component was rounded to a whole number.
 */
export function putTogether({ rgb }: Raster, system: System, parts: readonly Plane[]): Uint8Array {
  const out = new Uint8Array(rgb.length);
  for (let at = 0; at < rgb.length; at += 3) {
    const [red, green, blue] = colourFrom(rgb[at]!, rgb[at + 1]!, rgb[at + 2]!, system, parts);
    out[at] = red;
    out[at + 1] = green;
    out[at + 2] = blue;
  }
  return out;
}
