/** One number a pixel, row by row. Coordinates count from the upper left corner; pixel (x, y) covers x … x+1. */
export interface Plane {
  width: number;
  height: number;
  values: Float32Array;
}

/** A part of a plane, in whole pixels. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export function planeOf(width: number, height: number, values: ArrayLike<number>): Plane {
  return { width, height, values: Float32Array.from(values) };
}

/**
 * Luma after ITU-R BT.601: Y = 0.299 R + 0.587 G + 0.114 B, 0 to 255.
 *
 * @param rgba width x height x 4 bytes; alpha is not looked at
 */
export function luma(rgba: Uint8Array, width: number, height: number): Plane {
  const values = new Float32Array(width * height);
  for (let pixel = 0; pixel < values.length; pixel++) {
    const at = pixel * 4;
    values[pixel] = 0.299 * rgba[at]! + 0.587 * rgba[at + 1]! + 0.114 * rgba[at + 2]!;
  }
  return { width, height, values };
}

/** The outermost pixels, one wide, each once. */
export function borderRing({ width, height, values }: Plane): Float32Array {
  const ring: number[] = [];
  for (let y = 0; y < height; y++) {
    const inner = y > 0 && y < height - 1;
    for (let x = 0; x < width; x += inner && width > 1 ? width - 1 : 1) {
      ring.push(values[y * width + x]!);
    }
  }
  return Float32Array.from(ring);
}

/** The value below which `share` (0 to 1) of the values lie: nearest rank, so always one of them. */
export function percentile(values: Float32Array, share: number): number {
  const sorted = values.slice().sort();
  const rank = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return sorted[rank] ?? 0;
}

export function median(values: Float32Array): number {
  return percentile(values, 0.5);
}

export function crop({ width, values }: Plane, box: Box): Plane {
  const part = new Float32Array(box.width * box.height);
  for (let y = 0; y < box.height; y++) {
    const from = (box.top + y) * width + box.left;
    part.set(values.subarray(from, from + box.width), y * box.width);
  }
  return { width: box.width, height: box.height, values: part };
}

/** The plane with `margin` zeros on each side. */
export function pad({ width, height, values }: Plane, margin: number): Plane {
  const wide = width + 2 * margin;
  const padded = new Float32Array(wide * (height + 2 * margin));
  for (let y = 0; y < height; y++) {
    padded.set(values.subarray(y * width, (y + 1) * width), (y + margin) * wide + margin);
  }
  return { width: wide, height: height + 2 * margin, values: padded };
}
