import { MebaeError } from '../../../preload/contract.ts';
import { unpackBmpRows } from './bmp-rows.ts';
import { checkPixels, workingSide } from './limits.ts';
import type { Pixels } from './pixels.ts';

/**
 * Own reader, because libvips has none here and the registry's decoders read odd widths and
 * run-length coding wrongly (bmp-ts 1.0.9: a 4-bit picture of odd width ends after one row, RLE
 * swaps the colours) and take memory for all of the picture.
 */
export interface BmpHeader {
  width: number;
  height: number;
  /** Rows from top to bottom; the usual order is from the bottom. */
  topDown: boolean;
  bits: 1 | 4 | 8 | 16 | 24 | 32;
  compression: 'none' | 'rle8' | 'rle4';
  /** Red, green, blue, alpha; of 16 and 32 bits. */
  masks: [number, number, number, number];
  /** Red, green, blue a colour. */
  palette: Uint8Array;
  /** Where the pixels start. */
  offset: number;
}

const unreadable = (why: string) => new MebaeError('unreadable-image', `BMP: ${why}`);
const depths: readonly number[] = [1, 4, 8, 16, 24, 32];

/** Numbers of the header's compression field. */
const none = 0;
const runs8 = 1;
const runs4 = 2;
const bitFields = 3;
const alphaBitFields = 6;
const os2Header = 12;

/**
 * Reads a BMP's headers (OS/2 1 and Windows 3 to 5) and palette.
 *
 * @throws MebaeError `too-many-pixels`, `unreadable-image`, `unsupported-format`
 */
export function readBmpHeader(bytes: Uint8Array): BmpHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 26) throw unreadable('ends within its header');
  const offset = view.getUint32(10, true);
  const size = view.getUint32(14, true);
  if (bytes.length < 14 + size) throw unreadable('ends within its header');
  const os2 = size === os2Header;
  const width = os2 ? view.getUint16(18, true) : view.getInt32(18, true);
  const tall = os2 ? view.getUint16(20, true) : view.getInt32(22, true);
  checkPixels(width, Math.abs(tall));
  const bits = view.getUint16(os2 ? 24 : 28, true);
  if (!depths.includes(bits)) throw unreadable(`${bits} bits a pixel`);
  const coding = os2 ? none : view.getUint32(30, true);

  const masks: BmpHeader['masks'] =
    bits === 16 ? [0x7c00, 0x03e0, 0x001f, 0] : [0xff0000, 0xff00, 0xff, 0];
  const masked = coding === bitFields || coding === alphaBitFields;
  if (masked) {
    const count = size >= 56 || coding === alphaBitFields ? 4 : 3;
    if (bytes.length < 54 + 4 * count) throw unreadable('ends within its header');
    for (let index = 0; index < count; index++) masks[index] = view.getUint32(54 + 4 * index, true);
  }
  const coded = { [runs8]: 8, [runs4]: 4 }[coding];
  if (coding !== none && !masked && coded !== bits) {
    throw new MebaeError('unsupported-format', `BMP with compression ${coding}`);
  }
  // Masks come after a header of the first kind, inside of later ones.
  const paletteAt = 14 + size + (masked && size === 40 ? (coding === bitFields ? 12 : 16) : 0);
  return {
    width,
    height: Math.abs(tall),
    topDown: tall < 0,
    bits: bits as BmpHeader['bits'],
    compression: coded === 8 ? 'rle8' : coded === 4 ? 'rle4' : 'none',
    masks,
    palette: bits <= 8 ? readPalette(bytes, paletteAt, os2 ? 3 : 4, offset) : new Uint8Array(0),
    offset,
  };
}

/** Blue, green, red (and a spare byte) a colour, up to where the pixels start; at most 256. */
function readPalette(bytes: Uint8Array, from: number, entry: number, offset: number): Uint8Array {
  const end = Math.min(offset, bytes.length, from + 256 * entry);
  const colours = Math.max(0, Math.floor((end - from) / entry));
  const palette = new Uint8Array(colours * 3);
  for (let colour = 0; colour < colours; colour++) {
    const at = from + colour * entry;
    palette.set([bytes[at + 2]!, bytes[at + 1]!, bytes[at]!], colour * 3);
  }
  return palette;
}

/** Pixels between two pauses, some 20 ms, in which the rest of the engine gets its turn. */
const pause = 500_000;

/**
 * Decodes row by row and adds the rows up in blocks, so that the result has at most about twice the
 * working side whatever the file declares: memory is bounded by what is kept.
 *
 * @throws MebaeError `too-many-pixels`, `unreadable-image`, `unsupported-format`
 */
export async function decodeBmp(bytes: Uint8Array): Promise<Pixels> {
  const header = readBmpHeader(bytes);
  const block = Math.max(1, Math.floor(Math.max(header.width, header.height) / workingSide));
  const width = Math.ceil(header.width / block);
  const height = Math.ceil(header.height / block);
  const sums = new Float32Array(width * height * 4);
  const counts = new Uint32Array(width * height);
  let sincePause = 0;
  let line = 0;
  for (const row of unpackBmpRows(bytes, header)) {
    const y = header.topDown ? line : header.height - 1 - line;
    const target = Math.floor(y / block) * width;
    for (let x = 0; x < header.width; x++) {
      const to = target + Math.floor(x / block);
      counts[to]!++;
      for (let channel = 0; channel < 4; channel++) {
        sums[to * 4 + channel]! += row[x * 4 + channel]!;
      }
    }
    line++;
    sincePause += header.width;
    if (sincePause > pause) {
      sincePause = 0;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const rgba = new Uint8Array(sums.length);
  for (let at = 0; at < rgba.length; at++) rgba[at] = Math.round(sums[at]! / counts[at >> 2]!);
  return { width, height, rgba: opaqueWhereEmpty({ width, height, rgba }).rgba };
}

/** Many programs leave the alpha of 32-bit pictures at 0 and mean opaque. */
function opaqueWhereEmpty(pixels: Pixels): Pixels {
  const { rgba } = pixels;
  for (let at = 3; at < rgba.length; at += 4) if (rgba[at] !== 0) return pixels;
  for (let at = 3; at < rgba.length; at += 4) rgba[at] = 255;
  return pixels;
}
