/** A colour picture: height x width x 3 bytes (red, green, blue), 0 to 255, row by row. */
export interface Raster {
  width: number;
  height: number;
  rgb: Uint8Array;
}

/**
 * A canvas's pixels as a Raster: red, green, blue and alpha a pixel become three numbers, see-through
 * parts lying on white paper.
 */
export function rasterOf(image: {
  width: number;
  height: number;
  data: ArrayLike<number>;
}): Raster {
  const { width, height, data } = image;
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const alpha = (data[pixel * 4 + 3] ?? 255) / 255;
    for (let k = 0; k < 3; k++) {
      rgb[pixel * 3 + k] = Math.round((data[pixel * 4 + k] ?? 0) * alpha + 255 * (1 - alpha));
    }
  }
  return { width, height, rgb };
}

/** A greyscale picture (height x width bytes) as a Raster: three times the same number a pixel. */
export function rasterOfGrey(grey: Uint8Array, width: number, height: number): Raster {
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    rgb.fill(grey[pixel] ?? 0, pixel * 3, pixel * 3 + 3);
  }
  return { width, height, rgb };
}
