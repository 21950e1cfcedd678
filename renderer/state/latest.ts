/**
 * Asks for one thing at a time, the newest that is wanted: a slider that is dragged does not leave a
 * queue of answers behind it that nobody looks at any more.
 */
export class Latest<T> {
  #next: (() => Promise<void>) | null = null;
  #busy = false;

  /** `ask` runs when the one before has come back, unless something newer is wanted by then. */
  want(ask: () => Promise<T | null>, take: (value: T) => void): void {
    this.#next = async () => {
      const value = await ask();
      if (value !== null) take(value);
    };
    if (!this.#busy) void this.#work();
  }

  /** Nothing is wanted any more. */
  forget(): void {
    this.#next = null;
  }

  async #work(): Promise<void> {
    this.#busy = true;
    try {
      while (this.#next) {
        const next = this.#next;
        this.#next = null;
        await next();
      }
    } finally {
      this.#busy = false;
    }
  }
}
