import { expect, type Locator, type Page } from '@playwright/test';
import type { Locale } from '../../../preload/contract.ts';
import { textsOf } from '../fixtures.ts';
import { lectureLesson } from '../lecture-lesson.ts';
import { Shell } from './shell.ts';

/** The lesson's panel, above the strip. */
export class LessonPanel {
  readonly t;
  readonly panel;
  /** In and out of the lesson, in the rail. */
  readonly door;
  /** Where a guess is asked for. */
  readonly guessForm;
  /** What was guessed, and how it came out. */
  readonly guess;
  readonly done;
  readonly next;
  private readonly shell;

  constructor(
    readonly window: Page,
    readonly locale: Locale,
  ) {
    this.t = textsOf(locale).lesson;
    this.shell = new Shell(window, locale);
    this.panel = window.getByRole('region', { name: this.t.name, exact: true });
    this.door = window.getByRole('button', { name: this.t.open, exact: true });
    this.guessForm = this.panel.getByRole('form', { name: this.t.guess.first });
    this.guess = this.panel.locator('.guess');
    this.done = this.panel.getByText(`✓ ${this.t.done}`);
    this.next = this.panel.getByRole('button', { name: this.t.next, exact: true });
  }

  /** What the lesson's file says in this step, counted from 1, in the window's language. */
  textOf(step: number): string {
    return lectureLesson.steps[step - 1]!.text[this.locale];
  }

  /** One is in this step, in its room, and it has not been done. */
  async at(step: number): Promise<void> {
    const { title, room } = lectureLesson.steps[step - 1]!;
    await expect(this.panel.getByRole('heading')).toHaveText(title[this.locale]);
    await expect(this.panel).toContainText(this.t.step(String(step), '8'));
    await expect(this.shell.room(room)).toHaveAttribute('aria-current', 'page');
    await expect(this.done).toHaveCount(0);
  }

  /** The one of the step marks that leads to this step. */
  mark(step: number): Locator {
    const name = this.t.stepNamed(String(step), lectureLesson.steps[step - 1]!.title[this.locale]);
    const marks = this.panel.getByRole('list', { name: this.t.steps });
    return marks.getByRole('button', { name });
  }
}
