import { levelCodes, levelValues } from './fewer-levels.ts';
import { paintPlane, planeOf, planes, type Plane } from './planes.ts';
import type { Raster } from './raster.ts';

/** A picture in colour, or one of its components alone. `y` is the greyscale picture. */
export const views = ['colour', ...planes] as const;
export type View = 'colour' | Plane;

/** A picture as it is looked at: the numbers, and what they look like. */
export interface Viewed {
  width: number;
  height: number;
  /** Numbers a pixel: 3 in colour, else 1. */
  channels: number;
  /** Steps that each number was cut to. */
  levels: number;
  /** height x width x channels codes, 0 to levels - 1. */
  codes: Uint8Array;
  /** height x width x 3 bytes. */
  rgb: Uint8Array;
}

/**
 * A picture in one view, each number cut to one of `levels` steps of brightness (256: as it is).
 * Colour components keep all their steps: cut to a few, they would turn grey, 128, into a colour.
 */
export function viewOf(raster: Raster, view: View, levels: number): Viewed {
  const { width, height } = raster;
  const values = view === 'colour' ? raster.rgb : planeOf(raster, view);
  const steps = view === 'cb' || view === 'cr' ? 256 : levels;
  const codes = levelCodes(values, steps);
  const shown = levelValues(codes, steps);
  const rgb = view === 'colour' ? shown : paintPlane(view, shown);
  return { width, height, channels: view === 'colour' ? 3 : 1, levels: steps, codes, rgb };
}
