import { engineLimits, MebaeError, type DatasetId } from '../../../../preload/contract.ts';
import { headerBytes, pictureSides } from '../../../canvas/picture-header.ts';
import { rasterOf, rasterOfGrey, type Raster } from '../../../canvas/raster.ts';
import { middleSquare } from '../../../canvas/square.ts';
import type { App } from '../../../state/app.svelte.ts';
import { photographUrls, type PhotographName } from './photographs.ts';

/** More pixels than this on a side are never looked at. */
const mostSide = 512;

/** The middle square of a decoded picture, scaled down where it is large. */
function squareOf(image: CanvasImageSource, width: number, height: number): Raster {
  const { x, y, side } = middleSquare(width, height);
  const target = Math.min(side, mostSide);
  const canvas = document.createElement('canvas');
  canvas.width = target;
  canvas.height = target;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new MebaeError('unexpected', 'no canvas to draw on');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, x, y, side, side, 0, 0, target, target);
  return rasterOf(context.getImageData(0, 0, target, target));
}

export async function openPhotograph(name: PhotographName): Promise<Raster> {
  const image = new Image();
  image.src = photographUrls[name];
  await image.decode();
  return squareOf(image, image.naturalWidth, image.naturalHeight);
}

/** The first picture of a dataset. */
export async function openSample(app: App, id: DatasetId): Promise<Raster> {
  const [pixels] = await app.datasets.pictures(id, [0]);
  const info = app.datasets.info(id);
  if (!pixels || !info) throw new MebaeError('dataset-unknown');
  return rasterOfGrey(pixels, info.width, info.height);
}

/** Refuses what is too large before it is decoded, by the sides in its header. */
async function checkHeader(file: File): Promise<void> {
  if (file.size === 0) throw new MebaeError('empty-file');
  if (file.size > engineLimits.imageBytes) {
    const limit = `${engineLimits.imageBytes / 1024 / 1024} MB`;
    throw new MebaeError('too-many-bytes', undefined, { limit });
  }
  const start = new Uint8Array(await file.slice(0, headerBytes).arrayBuffer());
  const sides = pictureSides(start);
  if (!sides) throw new MebaeError('unsupported-format');
  const { width, height } = sides;
  if (width * height > engineLimits.imagePixels) {
    throw new MebaeError('too-many-pixels', undefined, { width, height });
  }
}

/**
 * A file the user chose or dropped, decoded by Chromium (which turns photographs upright).
 *
 * @throws MebaeError empty-file, too-many-bytes, too-many-pixels, unsupported-format, unreadable-image
 */
export async function openFile(file: File): Promise<Raster> {
  await checkHeader(file);
  const bitmap = await createImageBitmap(file).catch((error: unknown) => {
    throw new MebaeError('unreadable-image', String(error));
  });
  try {
    return squareOf(bitmap, bitmap.width, bitmap.height);
  } finally {
    bitmap.close();
  }
}
