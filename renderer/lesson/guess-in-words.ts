import type { Guess } from '../../preload/contract.ts';
import { i18n } from '../messages/i18n.svelte.ts';
import type { App } from '../state/app.svelte.ts';

/** A guess, and how it came out where that is known. */
export function guessInWords(app: App, guess: Guess): string {
  const t = i18n.t.lesson.guess;
  const labels = app.datasets.info(guess.dataset)?.labels[i18n.locale] ?? [];
  const pair = ([one, other]: readonly [number, number]) =>
    t.pair(labels[one] ?? String(one), labels[other] ?? String(other));
  if (guess.about === 'accuracy') {
    const share = i18n.percent(guess.guess);
    if (!guess.outcome) return t.waits(share);
    const { accuracy } = guess.outcome;
    const points = i18n.number(Math.abs(accuracy - guess.guess) * 100, 1);
    return t.accuracyOutcome(share, i18n.percent(accuracy), points);
  }
  if (!guess.outcome) return t.made(pair(guess.guess));
  const { outcome } = guess;
  const count = i18n.number(outcome.count);
  return outcome.guessedCount === outcome.count
    ? t.confusionRight(pair(guess.guess), count)
    : t.confusionWrong(
        pair(guess.guess),
        i18n.number(outcome.guessedCount),
        pair(outcome.pair),
        count,
      );
}
