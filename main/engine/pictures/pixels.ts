/** A decoded picture: width x height x 4 bytes, red, green, blue, alpha (not premultiplied). */
export interface Pixels {
  width: number;
  height: number;
  rgba: Uint8Array;
}

/**
 * Turns and mirrors a picture as its EXIF orientation asks (1 to 8; TIFF 6.0, tag 274: which side of
 * the scene row 0 and column 0 hold). Done by hand after scaling down, because a decoder that turns
 * first has to keep all of the picture in memory.
 */
export function orient(pixels: Pixels, orientation: number): Pixels {
  if (orientation < 2 || orientation > 8) return pixels;
  const { width, height, rgba } = pixels;
  const swapped = orientation >= 5;
  const [newWidth, newHeight] = swapped ? [height, width] : [width, height];
  // A Buffer's slice() would be a view of whatever memory it lies in.
  const source = new Uint32Array(new Uint8Array(rgba).buffer);
  const target = new Uint32Array(source.length);
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBottom = [3, 4, 6, 7].includes(orientation);
  for (let y = 0; y < newHeight; y++) {
    for (let x = 0; x < newWidth; x++) {
      const [column, row] = swapped ? [y, x] : [x, y];
      const sourceX = fromRight ? width - 1 - column : column;
      const sourceY = fromBottom ? height - 1 - row : row;
      target[y * newWidth + x] = source[sourceY * width + sourceX]!;
    }
  }
  return { width: newWidth, height: newHeight, rgba: new Uint8Array(target.buffer) };
}

/** Visible pixels brighter than this, on mean, would vanish on white. */
const bright = 191;

/**
 * Lays a picture on white, as a page or a window would show it; on black where what is visible is
 * bright and the rest is transparent (white chalk on nothing). Alpha becomes 255.
 */
export function flatten({ width, height, rgba }: Pixels): Pixels {
  let [visible, light, clear] = [0, 0, 0];
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3]!;
    visible += alpha;
    light += alpha * (0.299 * rgba[at]! + 0.587 * rgba[at + 1]! + 0.114 * rgba[at + 2]!);
    if (alpha < 128) clear++;
  }
  const onBlack = clear >= rgba.length / 8 && visible > 0 && light / visible > bright;
  const ground = onBlack ? 0 : 255;
  const flat = new Uint8Array(rgba.length);
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3]! / 255;
    for (let channel = at; channel < at + 3; channel++) {
      flat[channel] = Math.round(rgba[channel]! * alpha + ground * (1 - alpha));
    }
    flat[at + 3] = 255;
  }
  return { width, height, rgba: flat };
}
