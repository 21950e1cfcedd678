import { data } from './en/data.ts';
import { errors } from './en/errors.ts';
import { images } from './en/images.ts';
import { lesson } from './en/lesson.ts';
import { network } from './en/network.ts';
import { parts } from './en/parts.ts';
import { results } from './en/results.ts';
import { shell } from './en/shell.ts';
import { train } from './en/train.ts';
import { tryOut } from './en/try.ts';

/** The renderer's texts in English, by screen. Its shape is what every language must fill. */
export const en = { shell, parts, images, data, network, train, results, tryOut, errors, lesson };
