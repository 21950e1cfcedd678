import { nextTurn } from './turn.ts';

/** Where a training halts between two slices, and where it is asked things while it runs or halts. */
export class Gate<Subject> {
  #paused = false;
  #stopping = false;
  #wake: (() => void) | null = null;
  readonly #questions: ((subject: Subject) => Promise<void>)[] = [];

  get paused(): boolean {
    return this.#paused;
  }

  get stopping(): boolean {
    return this.#stopping;
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#wake?.();
  }

  stop(): void {
    this.#stopping = true;
    this.#wake?.();
  }

  /** Has `question` put to the subject when it is between two slices. */
  ask<T>(question: (subject: Subject) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#questions.push((subject) => question(subject).then(resolve, reject));
      this.#wake?.();
    });
  }

  /** Answers what was asked, then waits while paused. Resolves with the seconds that it was paused. */
  async pass(subject: Subject): Promise<number> {
    await this.answer(subject);
    if (!this.#paused || this.#stopping) return 0;
    const since = performance.now();
    while (this.#paused && !this.#stopping) {
      if (this.#questions.length === 0) {
        await new Promise<void>((resolve) => (this.#wake = resolve));
        this.#wake = null;
      }
      await this.answer(subject);
      // Else the message that resumes could not come in while questions do.
      await nextTurn();
    }
    return (performance.now() - since) / 1000;
  }

  /**
   * Answers what was asked so far. What is asked meanwhile waits for the next time: a window that
   * asks again with every answer would hold the training up for good.
   */
  async answer(subject: Subject): Promise<void> {
    for (const question of this.#questions.splice(0)) await question(subject);
  }
}
