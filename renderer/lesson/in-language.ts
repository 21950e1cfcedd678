import type { LessonText, Locale } from '../../preload/contract.ts';

/** A lesson's text in the language in use; one that is there in one language only stands in both. */
export function inLanguage(text: LessonText, locale: Locale): string {
  return typeof text === 'string' ? text : text[locale];
}
