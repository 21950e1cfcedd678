import { fitBackground, type Surface } from './light.ts';
import type { Plane } from './plane.ts';

export interface InkPlane {
  /** 0 background, 255 the strongest ink there can be. */
  ink: Plane;
  /** Whether the background is the bright side: ink on paper rather than chalk on a board. */
  bright: boolean;
}

/**
 * What stands out from the background. The background is the border's level with the light's fall
 * evened out; ink is on whichever side of it deviates more (squared, so that noise counts little).
 * On a bright background b, ink = 255 (1 - v/b), since light multiplies; on a dark one
 * 255 (v - b)/(255 - b).
 *
 * @param picture luma, 0 to 255
 * @param surface the background's level, where it is known
 */
export function inkOf(picture: Plane, surface: Surface = fitBackground(picture)): InkPlane {
  const { width, height, values } = picture;
  const background = new Float32Array(values.length);
  let [darker, brighter] = [0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      const level = surface((2 * (x + 0.5)) / width - 1, (2 * (y + 0.5)) / height - 1);
      background[pixel] = Math.min(255, Math.max(0, level));
      const deviation = values[pixel]! - background[pixel]!;
      if (deviation < 0) darker += deviation * deviation;
      else brighter += deviation * deviation;
    }
  }
  const bright = darker === brighter ? background[0]! > 127.5 : darker > brighter;
  const ink = new Float32Array(values.length);
  for (let pixel = 0; pixel < ink.length; pixel++) {
    const [value, level] = [values[pixel]!, background[pixel]!];
    const share = bright
      ? 1 - value / Math.max(1, level)
      : (value - level) / Math.max(1, 255 - level);
    ink[pixel] = 255 * Math.min(1, Math.max(0, share));
  }
  return { ink: { width, height, values: ink }, bright };
}
