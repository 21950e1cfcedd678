import type { Page } from '@playwright/test';
import type { Locale } from '../../../preload/contract.ts';
import { LessonPanel } from './lesson.ts';
import { NetworkRoom } from './network.ts';
import { ResultsRoom } from './results.ts';
import { Shell } from './shell.ts';
import { TrainRoom } from './train.ts';
import { TryRoom } from './try.ts';

/** The window as its user sees it: found by role and by the texts of a language. */
export function pagesOf(window: Page, locale: Locale) {
  return {
    shell: new Shell(window, locale),
    lesson: new LessonPanel(window, locale),
    network: new NetworkRoom(window, locale),
    train: new TrainRoom(window, locale),
    results: new ResultsRoom(window, locale),
    tryOut: new TryRoom(window, locale),
  };
}

export type Pages = ReturnType<typeof pagesOf>;
export { probabilities } from './results.ts';
