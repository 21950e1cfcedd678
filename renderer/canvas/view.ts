import { levelCodes, levelValues } from './fewer-levels.ts';
import { paintPlane, planeOf, planes, type Plane } from './planes.ts';
import { putTogether, type System } from './put-together.ts';
import type { Raster } from './raster.ts';

/**
 * A picture in colour, one of its components alone, or put together again from some of them. `y` is the
 * greyscale picture.
 */
export const views = ['colour', 'together', ...planes] as const;
export type View = (typeof views)[number];

/** Components that a picture is put together from: all of one system. */
export interface Parts {
  system: System;
  planes: readonly Plane[];
}

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
export function viewOf(raster: Raster, view: View, levels: number, parts: Parts): Viewed {
  const { width, height } = raster;
  const coloured = view === 'colour' || view === 'together';
  const steps = view === 'cb' || view === 'cr' ? 256 : levels;
  const codes = levelCodes(valuesOf(raster, view, parts), steps);
  const shown = levelValues(codes, steps);
  const rgb = coloured ? shown : paintPlane(view, shown);
  return { width, height, channels: coloured ? 3 : 1, levels: steps, codes, rgb };
}

function valuesOf(raster: Raster, view: View, parts: Parts): Uint8Array {
  if (view === 'colour') return raster.rgb;
  if (view === 'together') return putTogether(raster, parts.system, parts.planes);
  return planeOf(raster, view);
}
