import { createHash } from 'node:crypto';
import { networkLimits } from '../../../preload/contract.ts';
import type { LabelledImages } from '../trainers/trainer.ts';
import type { DatasetFiles, NamedBytes } from './folder.ts';
import { damaged, readIdx } from './idx.ts';

export interface PictureShape {
  height: number;
  width: number;
  channels: number;
}

export interface Pictures extends PictureShape {
  training: LabelledImages;
  validation: LabelledImages;
}

interface Part extends PictureShape {
  data: LabelledImages;
}

async function readPart(images: NamedBytes, labels: NamedBytes): Promise<Part> {
  const [pixels, answers] = await Promise.all([
    readIdx(images.bytes, images.name, [3, 4]),
    readIdx(labels.bytes, labels.name, [1]),
  ]);
  const [count = 0, height = 0, width = 0, channels = 1] = pixels.dimensions;
  const { min, max } = networkLimits.side;
  if (Math.min(height, width) < min || Math.max(height, width) > max) {
    throw damaged(images.name, 'dimensions', `pictures of ${height} x ${width}, at most ${max}`);
  }
  if (channels !== 1 && channels !== 3) {
    throw damaged(images.name, 'dimensions', `${channels} channels instead of 1 or 3`);
  }
  if (answers.data.length !== count) {
    throw damaged(
      labels.name,
      'counts-disagree',
      `${answers.data.length} labels for ${count} pictures`,
    );
  }
  return { height, width, channels, data: { count, images: pixels.data, labels: answers.data } };
}

/**
 * The four files unpacked (at the same time, on the thread pool) and checked against each other.
 * Pixels are held once, as bytes.
 *
 * @throws MebaeError `dataset-damaged`
 */
export async function readPictures(files: DatasetFiles): Promise<Pictures> {
  const [training, validation] = await Promise.all([
    readPart(files.trainingImages, files.trainingLabels),
    readPart(files.validationImages, files.validationLabels),
  ]);
  const { height, width, channels } = training;
  if (
    validation.height !== height ||
    validation.width !== width ||
    validation.channels !== channels
  ) {
    throw damaged(
      files.validationImages.name,
      'shapes-disagree',
      'validation pictures differ from the training pictures in size',
    );
  }
  return { height, width, channels, training: training.data, validation: validation.data };
}

/** @throws MebaeError `dataset-damaged` where a label is not one of 0 … classes-1 */
export function checkLabels(labels: Uint8Array, classes: number, file: string): void {
  const wrong = labels.findIndex((label) => label >= classes);
  if (wrong >= 0) {
    throw damaged(
      file,
      'label-beyond-classes',
      `label ${labels[wrong]} of picture ${wrong}, with ${classes} classes`,
    );
  }
}

/**
 * SHA-256 over everything a training depends on: the shape, then training pictures and labels, then
 * validation pictures and labels. The same data give the same fingerprint, packed or not.
 */
export function fingerprint({ height, width, channels, training, validation }: Pictures): string {
  const hash = createHash('sha256').update(
    [height, width, channels, training.count, validation.count].join(' '),
  );
  for (const part of [training, validation]) hash.update(part.images).update(part.labels);
  return hash.digest('hex');
}
