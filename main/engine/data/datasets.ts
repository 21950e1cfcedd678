import { join } from 'node:path';
import {
  builtInDatasets,
  MebaeError,
  type DatasetId,
  type DatasetInfo,
} from '../../../preload/contract.ts';
import { measureLook, type DatasetLook } from '../pictures/look.ts';
import type { LabelledImages } from '../trainers/trainer.ts';
import { cards } from './cards.ts';
import { readChecksums, verifyChecksum } from './checksums.ts';
import { folderName, readDatasetFiles, type DatasetFiles } from './folder.ts';
import { checkLabels, fingerprint, readPictures, type Pictures } from './labelled.ts';

/** A dataset in memory. Sample ids count the training pictures first, then the validation ones. */
export interface Dataset {
  /** `id` is 'mnist', 'fashion-mnist' or the folder as it was given. */
  info: Omit<DatasetInfo, 'id'> & { id: string };
  training: LabelledImages;
  validation: LabelledImages;
  /** SHA-256 (hex) over the data. */
  fingerprint: string;
  /** How its pictures look, so that a dropped picture can be made alike. */
  look: DatasetLook;
}

function isBuiltIn(id: string): id is DatasetId {
  return (builtInDatasets as readonly string[]).includes(id);
}

/** The card of a dataset that comes with the application. */
export function datasetInfo(id: DatasetId): DatasetInfo {
  return cards[id];
}

/**
 * Reads a dataset whole: one that comes with the application, or a folder of IDX files under
 * MNIST's names, whose classes are 0 … the highest training label. Not cached here.
 *
 * @param idOrFolder 'mnist', 'fashion-mnist' or a folder
 * @param assets the application's assets folder
 * @throws MebaeError `dataset-unknown`, `dataset-damaged`
 */
export async function loadDataset(idOrFolder: string, assets: string): Promise<Dataset> {
  return isBuiltIn(idOrFolder) ? loadBuiltIn(idOrFolder, assets) : loadFolder(idOrFolder);
}

async function loadBuiltIn(id: DatasetId, assets: string): Promise<Dataset> {
  const datasets = join(assets, 'datasets');
  const [sums, files] = await Promise.all([
    readChecksums(datasets),
    readDatasetFiles(join(datasets, id)),
  ]).catch((error: unknown) => {
    // A file of the application's own that is missing is damage, not a wrong name.
    const detail = error instanceof Error ? error.message : String(error);
    throw error instanceof MebaeError && error.code === 'dataset-damaged'
      ? error
      : new MebaeError('dataset-damaged', detail, { file: id });
  });
  for (const { name, bytes } of Object.values(files)) {
    verifyChecksum(sums, `${id}/${name}`, bytes);
  }
  return dataset(cards[id], await readPictures(files), files);
}

async function loadFolder(folder: string): Promise<Dataset> {
  const files = await readDatasetFiles(folder);
  const pictures = await readPictures(files);
  const highest = pictures.training.labels.reduce((max, label) => Math.max(max, label), 0);
  // One class alone is nothing to choose from; the network needs two units at its end.
  const classes = Math.max(2, highest + 1);
  const labels = Array.from({ length: classes }, (_, label) => String(label));
  const info = {
    id: folder,
    height: pictures.height,
    width: pictures.width,
    channels: pictures.channels,
    classes,
    training: pictures.training.count,
    validation: pictures.validation.count,
    bytes: Object.values(files).reduce((sum, { bytes }) => sum + bytes.length, 0),
    labels: { en: labels, ja: labels },
    source: folderName(folder),
    licence: '',
  };
  return dataset(info, pictures, files);
}

function dataset(info: Dataset['info'], pictures: Pictures, files: DatasetFiles): Dataset {
  const { training, validation } = pictures;
  checkLabels(training.labels, info.classes, files.trainingLabels.name);
  checkLabels(validation.labels, info.classes, files.validationLabels.name);
  return {
    info,
    training,
    validation,
    fingerprint: fingerprint(pictures),
    look: measureLook(training.images, pictures),
  };
}
