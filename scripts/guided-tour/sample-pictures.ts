import path from 'node:path';
import sharp from 'sharp';
import { loadDataset } from '../../main/engine/data/datasets.ts';
import type { DatasetId } from '../../preload/contract.ts';
import { checkout } from '../setup/paths.ts';

/** A file to drop, and the class it shows. */
export interface SamplePicture {
  file: string;
  label: number;
}

/** Pixels a side: as large as a photo's cutting. */
const side = 280;

/**
 * Writes one validation picture of each of the first classes as people have them: large, and dark on
 * white, so that the window's preparation has its work with them.
 */
export async function writeSamplePictures(
  dataset: DatasetId,
  count: number,
  folder: string,
): Promise<SamplePicture[]> {
  const { info, validation } = await loadDataset(dataset, path.join(checkout, 'assets'));
  const { height, width, channels } = info;
  const bytes = height * width * channels;
  const pictures: SamplePicture[] = [];
  for (let label = 0; label < count; label += 1) {
    const index = validation.labels.indexOf(label);
    const pixels = validation.images.subarray(index * bytes, (index + 1) * bytes);
    const file = path.join(folder, `${dataset}-${label}.png`);
    await sharp(pixels, { raw: { width, height, channels: channels as 1 | 3 } })
      .negate()
      .resize(side, side, { kernel: 'cubic' })
      .png()
      .toFile(file);
    pictures.push({ file, label });
  }
  return pictures;
}
