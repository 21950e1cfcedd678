import { readFile, stat } from 'node:fs/promises';
import { engineLimits, MebaeError, networkLimits } from '../../../../preload/contract.ts';
import { loadDataset } from '../../data/datasets.ts';
import { preparePicture } from '../../pictures/prepare.ts';
import type { CommandContext } from '../context.ts';
import { engineFor } from '../engine.ts';
import { reportFailure } from '../errors.ts';
import { percent } from '../figures.ts';
import { loadModel } from '../model.ts';
import { requiredText, wholeNumber, type Options } from '../options.ts';
import { UsageError } from '../usage-error.ts';

/** `mebae classify`: each picture's likeliest classes. One that can't be read doesn't stop the others. */
export async function classify(
  context: CommandContext,
  options: Options,
  files: string[],
): Promise<number> {
  const { output, locale } = context;
  const model = requiredText(options, 'model');
  const top = wholeNumber(options, 'top', networkLimits.classes) ?? 3;
  if (files.length === 0) throw new UsageError('mebae classify needs the names of pictures');
  const { record, classifier } = await loadModel(
    model,
    async () => (await engineFor(options, output)).backend,
  );
  const look = record.look ?? (await loadDataset(record.train.dataset, context.assets)).look;
  let failed = false;
  for (const file of files) {
    try {
      const { input } = await preparePicture(await readPicture(file), record.network.input, look);
      const classes = likeliest(await classifier.predict(input, 1), top);
      output.event({
        type: 'prediction',
        file,
        classes: classes.map(({ index, probability }) => ({
          index,
          label: record.labels.en[index] ?? String(index),
          probability,
        })),
      });
      const shown = classes.map(
        ({ index, probability }) => `${record.labels[locale][index]} ${percent(probability)}`,
      );
      output.line(`${file}: ${shown.join(', ')}`);
    } catch (error) {
      failed = true;
      reportFailure(context, error, file);
    }
  }
  classifier.dispose();
  return failed ? 1 : 0;
}

/** The `top` largest, the largest first; of equal ones the first. */
export function likeliest(
  probabilities: Float32Array,
  top: number,
): { index: number; probability: number }[] {
  return Array.from(probabilities, (probability, index) => ({ index, probability }))
    .sort((a, b) => b.probability - a.probability || a.index - b.index)
    .slice(0, top);
}

/** A file's bytes, its size checked before memory is taken. */
async function readPicture(file: string): Promise<Uint8Array> {
  const found = await stat(file).catch((error: Error) => {
    throw new MebaeError('unreadable-image', error.message);
  });
  if (found.isDirectory()) throw new MebaeError('is-a-directory');
  // A pipe or a device has no size to check, and may never end.
  if (!found.isFile()) throw new MebaeError('not-an-image', 'not a regular file');
  const limit = engineLimits.imageBytes;
  if (found.size > limit) throw new MebaeError('too-many-bytes', `${found.size} bytes`, { limit });
  if (found.size === 0) throw new MebaeError('empty-file');
  return readFile(file).catch((error: Error) => {
    throw new MebaeError('unreadable-image', error.message);
  });
}
