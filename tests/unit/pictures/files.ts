import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';

/** A file of tests/fixtures/pictures. */
export function picture(name: string): Uint8Array {
  return readFileSync(new URL(`../../fixtures/pictures/${name}`, import.meta.url));
}

function chunk(type: string, data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

/** A whole, correct 8-bit grey PNG, all black: as hostile as it is large. */
export function blackPng(width: number, height: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * height))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A BMP with a header of 40 bytes; `pixels` as they stand in the file. */
export function bmp(options: {
  width: number;
  height: number;
  bits: number;
  compression?: number;
  palette?: number[];
  masks?: number[];
  pixels: number[];
}): Uint8Array {
  const { width, height, bits, compression = 0, palette = [], masks = [], pixels } = options;
  const offset = 54 + 4 * masks.length + palette.length;
  const bytes = Buffer.alloc(offset + pixels.length);
  bytes.write('BM', 'latin1');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(offset, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(bits, 28);
  bytes.writeUInt32LE(compression, 30);
  masks.forEach((mask, index) => bytes.writeUInt32LE(mask >>> 0, 54 + 4 * index));
  bytes.set(palette, 54 + 4 * masks.length);
  bytes.set(pixels, offset);
  return bytes;
}

/** The code of the MebaeError a promise is refused with; 'none' where it is kept. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );
}
