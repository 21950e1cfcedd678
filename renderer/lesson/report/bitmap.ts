/** Headers of a BMP file with a palette of 256 greys. */
const headerBytes = 14 + 40 + 256 * 4;

/**
 * A greyscale picture as a BMP in a data: URL, the simplest format that every browser shows: a picture
 * of 28 x 28 takes 1.9 KB.
 * @param pixels width x height bytes, 0 black to 255 white, the top row first
 */
export function bitmapUrl(pixels: Uint8Array, width: number, height: number): string {
  // Rows are padded to four bytes and stand from the bottom up.
  const stride = Math.ceil(width / 4) * 4;
  const bytes = new Uint8Array(headerBytes + stride * height);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, headerBytes, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 8, true);
  for (let grey = 0; grey < 256; grey += 1) bytes.fill(grey, 54 + grey * 4, 57 + grey * 4);
  for (let row = 0; row < height; row += 1) {
    bytes.set(
      pixels.subarray(row * width, (row + 1) * width),
      headerBytes + (height - 1 - row) * stride,
    );
  }
  return `data:image/bmp;base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
}
