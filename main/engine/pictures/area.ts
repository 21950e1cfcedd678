import type { Plane } from './plane.ts';

/** Where the source's upper left corner comes to lie in the target, in target pixels; may be fractions. */
export interface Placement {
  scale: number;
  left: number;
  top: number;
}

/**
 * By how much each source pixel of one row or column covers each target pixel, as the list of
 * (source, target, length) with lengths in target pixels.
 */
function coverage(sourceSize: number, targetSize: number, scale: number, offset: number) {
  const parts: { source: number; target: number; length: number }[] = [];
  for (let source = 0; source < sourceSize; source++) {
    const start = Math.max(0, offset + source * scale);
    const end = Math.min(targetSize, offset + (source + 1) * scale);
    for (let target = Math.floor(start); target < end; target++) {
      const length = Math.min(end, target + 1) - Math.max(start, target);
      if (length > 0) parts.push({ source, target, length });
    }
  }
  return parts;
}

/**
 * Scales a plane into a frame of zeros by area: each target pixel is the mean of what covers it,
 * exact for every scale and fraction of a pixel, so no line between two pixels is lost.
 *
 * @returns width x height; what lies outside the frame is cut off
 */
export function placeByArea(
  source: Plane,
  width: number,
  height: number,
  { scale, left, top }: Placement,
): Plane {
  const across = coverage(source.width, width, scale, left);
  const rows = new Float32Array(source.height * width);
  for (let y = 0; y < source.height; y++) {
    for (const part of across) {
      rows[y * width + part.target]! +=
        source.values[y * source.width + part.source]! * part.length;
    }
  }
  const values = new Float32Array(width * height);
  for (const part of coverage(source.height, height, scale, top)) {
    for (let x = 0; x < width; x++) {
      values[part.target * width + x]! += rows[part.source * width + x]! * part.length;
    }
  }
  return { width, height, values };
}
