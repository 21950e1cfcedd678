import type { Messages } from './catalogue.ts';
import { data } from './ja/data.ts';
import { errors } from './ja/errors.ts';
import { images } from './ja/images.ts';
import { lesson } from './ja/lesson.ts';
import { network } from './ja/network.ts';
import { parts } from './ja/parts.ts';
import { results } from './ja/results.ts';
import { shell } from './ja/shell.ts';
import { train } from './ja/train.ts';
import { tryOut } from './ja/try.ts';

/** The renderer's texts in Japanese, by screen. */
export const ja: Messages = {
  shell,
  parts,
  images,
  data,
  network,
  train,
  results,
  tryOut,
  errors,
  lesson,
};
