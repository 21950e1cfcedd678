import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';

/**
 * Draws assets/icons/mebae.svg in every size and container that systems want. Run after a change of the
 * drawing: `npx tsx scripts/icons.ts`.
 */
const folder = path.resolve(import.meta.dirname, '../assets/icons');
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

/** A PNG file and its sides in pixels. */
export interface IconImage {
  size: number;
  png: Buffer;
}

/** Windows' container: a directory of entries, then the PNG files (which Windows Vista and later read). */
export function icoFile(images: IconImage[]): Buffer {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  images.forEach(({ size, png }, index) => {
    const at = 6 + 16 * index;
    // 0 stands for 256, the largest side that a byte has to tell.
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...images.map(({ png }) => png)]);
}

/** Apple's names of PNG entries by their sides; where two fit, for normal and for Retina screens. */
const appleTypes: Record<number, string[]> = {
  32: ['ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};

/** macOS's container: each entry its type, its length with these eight bytes, and the PNG file. */
export function icnsFile(images: IconImage[]): Buffer {
  const entries = images.flatMap(({ size, png }) =>
    (appleTypes[size] ?? []).map((type) => entry(type, png)),
  );
  return entry('icns', Buffer.concat(entries));
}

function entry(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([head, content]);
}

/** Each size from the drawing itself, so that edges are as sharp as its pixels allow. */
async function draw(svg: Buffer, size: number): Promise<IconImage> {
  const density = (72 * size) / 1024;
  const image = sharp(svg, { density }).resize(size, size).png({ compressionLevel: 9 });
  return { size, png: await image.toBuffer() };
}

async function writeIcons(): Promise<void> {
  const svg = await readFile(path.join(folder, 'mebae.svg'));
  const images = await Promise.all(sizes.map((size) => draw(svg, size)));
  await mkdir(path.join(folder, 'png'), { recursive: true });
  for (const { size, png } of images) {
    await writeFile(path.join(folder, 'png', `${size}x${size}.png`), png);
  }
  await writeFile(path.join(folder, 'icon.ico'), icoFile(images.filter(({ size }) => size <= 256)));
  await writeFile(path.join(folder, 'icon.icns'), icnsFile(images));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await writeIcons();
