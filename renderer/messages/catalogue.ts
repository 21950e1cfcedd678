import type { Locale } from '../../preload/contract.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';

/** The English catalogue's shape with its literal texts widened: what every language must fill. */
export type Translation<T> = T extends string
  ? string
  : T extends (...values: infer V) => string
    ? (...values: V) => string
    : { [K in keyof T]: Translation<T[K]> };

export type Messages = Translation<typeof en>;

export const catalogues: Record<Locale, Messages> = { en, ja };
