import {
  type Guess,
  type Lesson,
  type LessonEvent,
  type LessonPlace,
  type LessonSettings,
  type NetworkSpec,
  type Room,
} from '../../preload/contract.ts';
import type { App } from '../state/app.svelte.ts';
import { lectureLesson } from './built-in.ts';
import { metBy, metNow, type Observed } from './conditions.ts';
import { Keeper } from './keeper.ts';
import { designWith } from './lesson-design.ts';
import { i18n } from '../messages/i18n.svelte.ts';
import { nowIso } from './now.ts';
import { presentedOnEntering, presentedOnLeaving } from './presenting.ts';
import { readLesson } from './read-lesson.ts';

const union = <T>(some: readonly T[], more: readonly T[]) => [...new Set([...some, ...more])];

/** The lesson a student goes through, and where in it: all of it is in the settings, and so kept. */
export class Course {
  readonly place = $derived.by(() => this.app.settings.lesson);
  readonly lesson = $derived<Lesson>(this.place?.lesson ?? lectureLesson);
  readonly active = $derived(this.place?.active ?? false);
  readonly index = $derived(
    Math.max(
      0,
      this.lesson.steps.findIndex(({ id }) => id === this.place?.step),
    ),
  );
  readonly step = $derived(this.lesson.steps[this.index]!);
  readonly isLast = $derived(this.index === this.lesson.steps.length - 1);
  /** The current step was done. */
  readonly stepDone = $derived(this.place?.done.includes(this.step.id) ?? false);
  /** The current step's guess, given or not. */
  readonly guess = $derived(this.place?.guesses.find(({ step }) => step === this.step.id) ?? null);
  /** The current step asks for a guess first. */
  readonly asks = $derived(
    this.step.guess !== undefined &&
      this.guess === null &&
      !(this.place?.skipped.includes(this.step.id) ?? false),
  );
  readonly locked = $derived(this.active ? this.lesson.locked : []);
  /** The dialog that saves the report, which the menu opens too. */
  reportOpen = $state(false);
  /** The network that the lesson itself put on the bench: no doing of the student's. */
  applied: NetworkSpec | null = null;
  readonly keeper: Keeper;
  /** The notice of what is wrong with a lesson file. */
  #complaint: number | null = null;

  constructor(private readonly app: App) {
    this.keeper = new Keeper(app);
  }

  /** Starts a lesson from its first step; null: the one that comes with Mebae. */
  begin(lesson: Lesson | null): void {
    const { steps, settings } = lesson ?? lectureLesson;
    const { presentedBefore } = this.#present(lesson ?? lectureLesson);
    this.app.change({
      lesson: {
        lesson,
        active: true,
        folded: false,
        startedAt: nowIso(),
        step: steps[0]!.id,
        done: [],
        met: [],
        guesses: [],
        skipped: [],
        presentedBefore,
        student: this.place?.student ?? '',
      },
    });
    if (settings) this.#apply(settings);
    this.#enter(0);
  }

  /** Opens a lesson file. What was said of the one before, which its author may have mended, goes. */
  open(bytes: Uint8Array): void {
    const { notices } = this.app;
    if (this.#complaint !== null) notices.dismiss(this.#complaint);
    this.#complaint = null;
    const read = readLesson(bytes);
    if (read.ok) this.begin(read.lesson);
    else this.#complaint = notices.fail(read.failure);
  }

  /** In and out at will: the place is kept. */
  toggle(): void {
    if (this.active) this.leave();
    else this.resume();
  }

  resume(): void {
    if (!this.place) {
      this.begin(null);
      return;
    }
    this.#change({ active: true, folded: false, ...this.#present(this.lesson) });
    this.app.go(this.step.room);
  }

  leave(): void {
    this.app.change({ presentation: this.#presentedOutside() });
    this.#change({ active: false, presentedBefore: null });
  }

  fold(folded: boolean): void {
    this.#change({ folded });
  }

  setStudent(student: string): void {
    this.#change({ student });
  }

  /** To the next step, and to its room. A step that waits for nothing is done by going on. */
  next(): void {
    if (!this.active || this.isLast) return;
    if (this.step.done.length === 0 && !this.asks) this.#markDone();
    this.#enter(this.index + 1);
  }

  previous(): void {
    if (this.active && this.index > 0) this.#enter(this.index - 1);
  }

  goTo(index: number): void {
    if (this.active && this.lesson.steps[index]) this.#enter(index);
  }

  /** A student did something that a step may wait for: called by rooms and by `noticeProgress`. */
  note(event: LessonEvent): void {
    if (this.active) this.#meet(metBy(event, this.step.done));
  }

  /** What holds now counts from now on, even when it ceases to hold. */
  observe(observed: Observed): void {
    if (!this.active) return;
    this.#meet(metNow(observed, this.step.done));
    this.#followToNext(observed.room);
  }

  record(guess: Guess): void {
    const others = this.place?.guesses.filter(({ step }) => step !== guess.step) ?? [];
    this.#change({ guesses: [...others, guess] });
    this.#settle();
  }

  skipGuess(): void {
    this.#change({ skipped: union(this.place?.skipped ?? [], [this.step.id]) });
    this.#settle();
  }

  #enter(index: number): void {
    const step = this.lesson.steps[index]!;
    this.#change({ step: step.id, met: [], folded: false });
    if (step.settings) this.#apply(step.settings);
    this.app.go(step.room);
  }

  /** Who has done a step and walks to the next one's room by himself has gone on. */
  #followToNext(room: Room): void {
    const next = this.lesson.steps[this.index + 1];
    if (next && this.stepDone && next.room !== this.step.room && room === next.room) {
      this.#enter(this.index + 1);
    }
  }

  #meet(conditions: number[]): void {
    const met = this.place?.met ?? [];
    if (conditions.every((condition) => met.includes(condition))) return;
    this.#change({ met: union(met, conditions) });
    this.#settle();
  }

  #settle(): void {
    const { done } = this.step;
    const met = this.place?.met ?? [];
    const complete = done.length > 0 && done.every((_condition, index) => met.includes(index));
    if (complete && !this.asks) this.#markDone();
  }

  #markDone(): void {
    this.#change({ done: union(this.place?.done ?? [], [this.step.id]) });
  }

  #apply(settings: LessonSettings): void {
    const { editor } = this.app;
    const wanted = designWith(editor, settings);
    if (!wanted) return;
    this.applied = wanted.network;
    this.keeper.lift(() => editor.takeOver(wanted));
  }

  /** What presentation mode is, or would be, outside the lesson. */
  #presentedOutside(): boolean {
    const { presentation } = this.app.settings;
    return this.place?.active
      ? presentedOnLeaving(this.lesson, this.place, presentation)
      : presentation;
  }

  /** Begins presentation mode, or ends it, where the lesson asks for that. */
  #present(lesson: Lesson): Pick<LessonPlace, 'presentedBefore'> {
    const { settings, notices } = this.app;
    const { presentation, presentedBefore } = presentedOnEntering(lesson, this.#presentedOutside());
    if (presentation && !settings.presentation) notices.tell(i18n.t.lesson.presents);
    this.app.change({ presentation });
    return { presentedBefore };
  }

  #change(changes: Partial<LessonPlace>): void {
    if (this.place) this.app.change({ lesson: { ...this.place, ...changes } });
  }
}
