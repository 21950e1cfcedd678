import type { ErrorCode } from '../../../preload/contract.ts';
import { invalidLesson } from '../invalid-lesson.ts';
import { lesson } from './lesson.ts';

type Values = Record<string, string | number>;

/** By error code: what happened, what was kept, what to do. */
export const errors = {
  'unreadable-image': () =>
    'The picture is damaged or cut off and cannot be read. Open it in another program, save it again, and drop that file.',
  'not-an-image': () =>
    'This file is not a picture. Drop a PNG, JPEG, WebP, GIF, BMP, AVIF, TIFF or SVG.',
  'unsupported-format': () =>
    'This kind of picture cannot be read here. Save it as PNG or JPEG and drop that file.',
  'empty-file': () => 'The file is empty (0 bytes).',
  'is-a-directory': () => 'This is a folder. Open it and drop the pictures inside.',
  'too-many-bytes': (values: Values) =>
    `The file is larger than ${values['limit'] ?? 'the limit'}. Save it smaller and drop it again.`,
  'too-many-pixels': (values: Values) =>
    `The picture has ${values['width'] ?? '?'} x ${values['height'] ?? '?'} pixels, more than can be read here. Make it smaller and drop it again.`,
  'dataset-unknown': () => 'There is no such dataset.',
  'dataset-damaged': () =>
    'The files of this dataset are damaged. Your runs are safe. Install Mebae again to repair them.',
  'network-invalid': () => 'This network cannot work as it stands. The layer concerned says why.',
  'train-invalid': () => 'One of the settings is out of range. The field concerned says why.',
  'cannot-train-here': () =>
    'The portable engine cannot train convolutions. Take the convolutional layers out, or use a computer where TensorFlow runs.',
  'native-unavailable': () =>
    'Native TensorFlow was asked for, but it does not run on this computer. Start Mebae without that choice to use the portable engine.',
  'not-enough-memory': () =>
    'This network needs more memory than the computer has free. Use fewer units or a smaller batch size.',
  diverged: () =>
    'The loss became infinite: the steps were too large. The weights of the epochs before it were kept. Lower the learning rate and train again.',
  'engine-died': () =>
    'The computing part of Mebae ended unexpectedly and was started again. Every finished epoch was kept.',
  busy: () => 'A training is under way. Stop it first, or wait until it is done.',
  'not-training': () => 'No training is under way.',
  'run-unknown': () => 'This run is no longer there.',
  'run-damaged': () =>
    'This file is not a whole Mebae run. Save it once more from the other computer.',
  'run-too-new': () => 'This run was saved by a newer Mebae. Update Mebae to open it.',
  'no-weights-yet': () => 'This run has no weights yet. Let it finish one epoch first.',
  'lesson-invalid': (values: Values) => invalidLesson(lesson.invalid, values),
  'write-failed': () =>
    'The file could not be written. Look whether the disk is full, then try again. Nothing that was saved before was lost.',
  'bad-request': () => 'Something unexpected was asked of the engine. Nothing was changed.',
  unexpected: () => 'Something unexpected happened. Your finished epochs are kept.',
} satisfies Record<ErrorCode, (values: Values) => string>;
