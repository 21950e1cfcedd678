import { MebaeError } from '../../../preload/contract.ts';
import type { BmpHeader } from './bmp.ts';

const cutOff = () => new MebaeError('unreadable-image', 'BMP: ends within its pixels');

/**
 * The rows of a BMP in the file's order, width x 4 bytes RGBA each. The same buffer serves every row.
 *
 * @throws MebaeError `unreadable-image` where the file ends too early or a run leaves the picture
 */
export function* unpackBmpRows(bytes: Uint8Array, header: BmpHeader): Generator<Uint8Array> {
  const row = new Uint8Array(header.width * 4);
  const paint = (x: number, index: number) => {
    const from = index * 3;
    row[x * 4] = header.palette[from] ?? 0;
    row[x * 4 + 1] = header.palette[from + 1] ?? 0;
    row[x * 4 + 2] = header.palette[from + 2] ?? 0;
    row[x * 4 + 3] = 255;
  };
  if (header.compression !== 'none') {
    for (const indices of runRows(bytes, header)) {
      for (let x = 0; x < header.width; x++) paint(x, indices[x]!);
      yield row;
    }
    return;
  }
  const stride = Math.ceil((header.width * header.bits) / 32) * 4;
  if (header.offset + stride * header.height > bytes.length) throw cutOff();
  const direct = header.bits > 8 ? directPixel(bytes, header) : null;
  const perByte = 8 / header.bits;
  const mask = 2 ** header.bits - 1;
  for (let line = 0; line < header.height; line++) {
    const start = header.offset + line * stride;
    for (let x = 0; x < header.width; x++) {
      if (direct) {
        direct(start, x, row);
        continue;
      }
      // The leftmost pixel is in the highest bits.
      const shift = 8 - header.bits * ((x % perByte) + 1);
      paint(x, (bytes[start + Math.floor(x / perByte)]! >> shift) & mask);
    }
    yield row;
  }
}

/** How a pixel of 16, 24 or 32 bits becomes RGBA. */
function directPixel(bytes: Uint8Array, { bits, masks }: BmpHeader) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bits === 24) {
    return (start: number, x: number, row: Uint8Array) => {
      const at = start + x * 3;
      row[x * 4] = bytes[at + 2]!;
      row[x * 4 + 1] = bytes[at + 1]!;
      row[x * 4 + 2] = bytes[at]!;
      row[x * 4 + 3] = 255;
    };
  }
  const channels = masks.map((mask) => {
    const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
    return { mask, shift, most: mask >>> shift };
  });
  return (start: number, x: number, row: Uint8Array) => {
    const pixel =
      bits === 16 ? view.getUint16(start + x * 2, true) : view.getUint32(start + x * 4, true);
    channels.forEach(({ mask, shift, most }, channel) => {
      const opaque = channel === 3 ? 255 : 0;
      row[x * 4 + channel] =
        most === 0 ? opaque : Math.round((255 * ((pixel & mask) >>> shift)) / most);
    });
  };
}

/**
 * Run-length coding: (n, v) is n pixels of v; (0, 0) ends a row, (0, 1) the picture, (0, 2) moves
 * right and up by the next two bytes, (0, n) takes n pixels as they are, padded to 16 bits. In RLE4
 * a byte holds two pixels, which take turns. What no run touches is colour 0.
 */
function* runRows(bytes: Uint8Array, header: BmpHeader): Generator<Uint8Array> {
  const { width, height } = header;
  const nibbles = header.compression === 'rle4';
  const row = new Uint8Array(width);
  let at = header.offset;
  let [x, line] = [0, 0];
  const next = () => {
    if (at >= bytes.length) throw cutOff();
    return bytes[at++]!;
  };
  const put = (value: number) => {
    if (x >= width || line >= height)
      throw new MebaeError('unreadable-image', 'BMP: a run too long');
    row[x++] = value;
  };
  const half = (byte: number, index: number) => (index % 2 === 0 ? byte >> 4 : byte & 15);
  while (line < height) {
    const count = next();
    const value = next();
    if (count > 0) {
      for (let index = 0; index < count; index++) put(nibbles ? half(value, index) : value);
    } else if (value > 2) {
      const start = at;
      for (let index = 0; index < value; index++) {
        if (!nibbles) put(next());
        else put(half(bytes[start + (index >> 1)] ?? 0, index));
      }
      const used = nibbles ? (value + 1) >> 1 : value;
      at = start + used + (used % 2);
    } else {
      const right = value === 2 ? next() : 0;
      let down = value === 0 ? 1 : value === 2 ? next() : height - line;
      for (; down > 0 && line < height; down--, line++) {
        yield row;
        row.fill(0);
      }
      x = value === 2 ? x + right : 0;
    }
  }
}
