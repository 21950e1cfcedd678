import { MebaeError } from '../../../preload/contract.ts';

interface LaneLimits {
  /** Tasks at work at the same time. */
  concurrency: number;
  /** Tasks that may wait, and bytes that they may hold meanwhile. */
  waiting: number;
  waitingBytes: number;
}

/** Tasks in the order they came, a few at a time, so that a flood of them takes neither processor nor memory. */
export class Lane {
  readonly #waiting: { start: () => void; bytes: number }[] = [];
  #working = 0;
  #waitingBytes = 0;

  constructor(private readonly limits: LaneLimits) {}

  /** @throws MebaeError busy where too much is waiting already */
  async run<T>(bytes: number, task: () => Promise<T>): Promise<T> {
    if (this.#working >= this.limits.concurrency) await this.#wait(bytes);
    this.#working += 1;
    try {
      return await task();
    } finally {
      this.#working -= 1;
      this.#next();
    }
  }

  #wait(bytes: number): Promise<void> {
    const { waiting, waitingBytes } = this.limits;
    if (this.#waiting.length >= waiting || this.#waitingBytes + bytes > waitingBytes) {
      return Promise.reject(new MebaeError('busy', 'too many requests are waiting'));
    }
    this.#waitingBytes += bytes;
    return new Promise((resolve) => this.#waiting.push({ start: resolve, bytes }));
  }

  #next(): void {
    const next = this.#waiting.shift();
    if (!next) return;
    this.#waitingBytes -= next.bytes;
    next.start();
  }
}
