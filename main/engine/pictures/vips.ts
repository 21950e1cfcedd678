import { sharp } from './load-sharp.ts';
import { MebaeError } from '../../../preload/contract.ts';
import { checkPixels, decodeSeconds, workingSide } from './limits.ts';
import { orient, type Pixels } from './pixels.ts';
import type { PictureFormat } from './sniff.ts';
import { checkSvg } from './svg.ts';

/** sharp's name for what `sniff` found. */
const sharpFormats: Partial<Record<PictureFormat, string>> = {
  png: 'png',
  jpeg: 'jpeg',
  webp: 'webp',
  gif: 'gif',
  tiff: 'tiff',
  svg: 'svg',
  avif: 'heif',
};

/** The libvips loaders these formats need; every other door of the library stays shut. */
const loaders = [
  'VipsForeignLoadPng',
  'VipsForeignLoadJpeg',
  'VipsForeignLoadWebp',
  'VipsForeignLoadNsgif',
  'VipsForeignLoadTiff',
  'VipsForeignLoadSvg',
  'VipsForeignLoadHeif',
];
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: loaders });
// Pictures are dropped once: nothing is worth keeping, and training needs the cores.
sharp.cache(false);
sharp.concurrency(1);

/** Only the first frame or page; broken data is an error, warnings (odd metadata) are not. */
const options = { failOn: 'error', pages: 1, sequentialRead: true } as const;
/** Dots per inch at which a pixel of an SVG is a pixel. */
const svgDensity = 72;

/**
 * A copy in memory of its own. sharp's WebAssembly build gives a view of all of its shared memory:
 * no message to another process can carry that, and its `buffer` holds everything else as well.
 */
const owned = (data: Uint8Array) => new Uint8Array(data);

/**
 * Decodes with libvips, scaled down on the way to at most 1024 pixels a side, so that memory depends
 * on what is kept and not on what the file holds. Colours become sRGB, 8 bits, RGBA.
 *
 * @throws MebaeError `too-many-pixels` from the header alone; whatever sharp throws at a bad file
 */
export async function decodeWithVips(bytes: Uint8Array, format: PictureFormat): Promise<Pixels> {
  if (format === 'svg') await checkSvg(bytes);
  const header = await sharp(bytes, { ...options, limitInputPixels: false }).metadata();
  if (header.format !== sharpFormats[format]) {
    throw new MebaeError('unreadable-image', `starts like ${format}, reads as ${header.format}`);
  }
  const { width, height, orientation = 1 } = header;
  checkPixels(width, height);
  // A drawing has no pixels of its own: it is drawn at the size that is wanted.
  const density = (svgDensity * workingSide) / Math.max(width, height);
  const { data, info } = await sharp(bytes, {
    ...options,
    limitInputPixels: width * height,
    ...(format === 'svg' ? { density, limitInputPixels: (2 * workingSide) ** 2 } : {}),
  })
    .timeout({ seconds: decodeSeconds })
    .resize(workingSide, workingSide, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 4) throw new MebaeError('unreadable-image', `${info.channels} channels`);
  return orient({ width: info.width, height: info.height, rgba: owned(data) }, orientation);
}

/** Scales raw pixels to fit into a square of `side`; smaller ones stay as they are. */
export async function fitInside(pixels: Pixels, side: number): Promise<Pixels> {
  const { width, height, rgba } = pixels;
  if (Math.max(width, height) <= side) return pixels;
  const { data, info } = await sharp(rgba, { raw: { width, height, channels: 4 } })
    .resize(side, side, { fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgba: owned(data) };
}

/** Enlarges small pictures smoothly, by a whole number, until the longest side has `side` pixels. */
export async function enlargeTo(pixels: Pixels, side: number): Promise<Pixels> {
  const { width, height, rgba } = pixels;
  const times = Math.ceil(side / Math.max(width, height));
  if (times <= 1) return pixels;
  const { data, info } = await sharp(rgba, { raw: { width, height, channels: 4 } })
    .resize(width * times, height * times, { kernel: 'cubic', fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgba: owned(data) };
}
