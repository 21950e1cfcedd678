import type { Raster } from './raster.ts';

/** Which source pixels a target pixel covers along one axis, and how much of each (together 1). */
function coverage(source: number, target: number) {
  const step = source / target;
  return Array.from({ length: target }, (_, index) => {
    const from = index * step;
    const to = (index + 1) * step;
    const first = Math.floor(from);
    // Rounding may put `to` a hair beyond a whole number: that pixel isn't covered.
    const last = Math.min(source, Math.ceil(to - 1e-9));
    const shares = Array.from(
      { length: last - first },
      (_, k) => (Math.min(to, first + k + 1) - Math.max(from, first + k)) / step,
    );
    return { first, shares };
  });
}

/**
 * The picture with `size` x `size` pixels: each is the mean of what it covers, parts of pixels counted
 * by their share. Columns first, then rows: the mean over a rectangle is the mean of means.
 *
 * @param size from 1 to the picture's sides
 */
export function fewerPixels({ width, height, rgb }: Raster, size: number): Raster {
  const columns = coverage(width, size);
  const rows = coverage(height, size);
  const narrow = new Float32Array(height * size * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < size; x++) {
      const { first, shares } = columns[x]!;
      for (let k = 0; k < 3; k++) {
        let sum = 0;
        for (let i = 0; i < shares.length; i++) {
          sum += rgb[(y * width + first + i) * 3 + k]! * shares[i]!;
        }
        narrow[(y * size + x) * 3 + k] = sum;
      }
    }
  }
  const small = new Uint8Array(size * size * 3);
  for (let y = 0; y < size; y++) {
    const { first, shares } = rows[y]!;
    for (let at = 0; at < size * 3; at++) {
      let sum = 0;
      for (let i = 0; i < shares.length; i++) {
        sum += narrow[(first + i) * size * 3 + at]! * shares[i]!;
      }
      small[y * size * 3 + at] = Math.round(sum);
    }
  }
  return { width: size, height: size, rgb: small };
}
