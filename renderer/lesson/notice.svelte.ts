import { untrack } from 'svelte';
import type { Guess, LessonEvent, RequestKind } from '../../preload/contract.ts';
import type { App } from '../state/app.svelte.ts';
import { outcomeOf } from './outcome.ts';
import { runFor } from './guesses.ts';
import { changes, prepareRooms, views } from './signals.ts';

/** Requests to the engine that tell what is being looked at. */
const asked: Partial<Record<RequestKind, LessonEvent>> = {
  'inspect.pixels': 'activations-seen',
  'training.step': 'slow-step-seen',
  'results.validation': 'results-seen',
};

/**
 * Watches what the student does, as far as the window's state tells it, and lets the lesson know; also
 * compares guesses as soon as there is something to compare them with. Call while a component is made.
 */
export function noticeProgress(app: App): void {
  const { lesson } = app;
  prepareRooms(app);

  $effect(() =>
    app.client.onAsk((kind) => {
      const event = asked[kind];
      // The lesson and its report ask for results as well; then nobody looks at them.
      const isSeen = event !== 'results-seen' || app.room === 'results';
      if (event && isSeen) untrack(() => lesson.note(event));
    }),
  );

  for (const [event, read] of changes) {
    let before: unknown;
    let known = false;
    $effect(() => {
      const now = read(app);
      // What was so already when the window opened is no doing of this lesson.
      if (known && now !== null && now !== before) untrack(() => lesson.note(event));
      before = now;
      known = true;
    });
  }

  for (const [event, isOpen] of views) {
    $effect(() => {
      // Asked anew with each step.
      const isWaiting = lesson.active && !lesson.asks && lesson.step;
      if (isWaiting && isOpen(app)) untrack(() => lesson.note(event));
    });
  }

  $effect(() => {
    const { place } = lesson;
    if (!place?.active) return;
    // Read here, so that the effect runs again when any of it changes.
    const observed = {
      room: app.room,
      dataset: app.editor.train.dataset,
      layers: app.editor.network.layers.length,
      runs: app.runs.list,
      startedAt: place.startedAt,
    };
    untrack(() => lesson.observe(observed));
  });

  // Shown nowhere: it only keeps the same question from being asked twice.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  const comparing = new Set<string>();
  $effect(() => {
    const { place } = lesson;
    if (!place || !app.client.connected || app.datasets.infos.length === 0) return;
    for (const guess of place.guesses) {
      const run = runFor(guess, app.runs.list, place.startedAt);
      const isNews = run !== null && guess.outcome?.runId !== run.id;
      if (!isNews || (guess.outcome !== null && guess.step !== place.step)) continue;
      const key = `${guess.step} ${run.id}`;
      if (comparing.has(key)) continue;
      comparing.add(key);
      untrack(() => void compare(guess, key));
    }
  });

  async function compare(guess: Guess, key: string): Promise<void> {
    const run = runFor(guess, app.runs.list, lesson.place?.startedAt ?? '');
    const compared = run && (await app.attempt(() => outcomeOf(app, guess, run)));
    // The guess may have been made anew meanwhile.
    const same = lesson.place?.guesses.find(({ step }) => step === guess.step) === guess;
    if (compared && same) lesson.record(compared);
    comparing.delete(key);
  }
}
