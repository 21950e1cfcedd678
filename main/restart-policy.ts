/** Deaths within `period` milliseconds after which a process stays down. */
const maximumDeaths = 5;
const period = 60_000;

/** Whether and when a process that died is started again: at once, then slower, then not any more. */
export class RestartPolicy {
  #deaths: number[] = [];

  constructor(private readonly now: () => number = Date.now) {}

  /** Milliseconds to wait before the next start; null: give up. */
  afterDeath(): number | null {
    const now = this.now();
    this.#deaths = [...this.#deaths.filter((death) => now - death < period), now];
    const count = this.#deaths.length;
    return count >= maximumDeaths ? null : (count - 1) * 250;
  }

  forget(): void {
    this.#deaths = [];
  }
}
