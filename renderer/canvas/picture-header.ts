/** A picture's sides as its file's first bytes declare them: known before any memory is taken for it. */
export interface Sides {
  width: number;
  height: number;
}

const text = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(from, from + length));

/** JPEG: the frame header (SOF) stands after any number of other segments. */
function jpegSides(view: DataView): Sides | null {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** WebP: lossy (VP8), lossless (VP8L) and extended (VP8X) files each say it in their own way. */
function webpSides(bytes: Uint8Array, view: DataView): Sides | null {
  if (view.byteLength < 30) return null;
  const kind = text(bytes, 12, 4);
  if (kind === 'VP8 ') {
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (kind === 'VP8X') {
    const three = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
    return { width: three(24) + 1, height: three(27) + 1 };
  }
  return null;
}

/** AVIF: the largest `ispe` (image spatial extents) property among the file's first boxes. */
function avifSides(bytes: Uint8Array, view: DataView): Sides | null {
  let largest: Sides | null = null;
  for (let at = 12; at + 16 <= bytes.length; at++) {
    if (text(bytes, at, 4) !== 'ispe') continue;
    const sides = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!largest || sides.width * sides.height > largest.width * largest.height) largest = sides;
  }
  return largest;
}

/** How many bytes of a file `pictureSides` wants to see: JPEG files may carry a long preamble. */
export const headerBytes = 1024 * 1024;

/**
 * The sides of a PNG, GIF, BMP, JPEG, WebP or AVIF picture, or null where the bytes begin like none of
 * them or end too early.
 */
export function pictureSides(bytes: Uint8Array): Sides | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 26) return null;
  if (view.getUint32(0) === 0x89504e47) {
    return { width: view.getUint32(16), height: view.getUint32(20) };
  }
  if (text(bytes, 0, 4) === 'GIF8') {
    return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  }
  if (text(bytes, 0, 2) === 'BM') {
    return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
  }
  if (view.getUint16(0) === 0xffd8) return jpegSides(view);
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 4) === 'WEBP') return webpSides(bytes, view);
  if (text(bytes, 4, 8) === 'ftypavif') return avifSides(bytes.subarray(0, 65_536), view);
  return null;
}
