/** Samples asked for in one request: small, so that what has come into view since is soon asked for. */
const atOnce = 512;
/** Requests under way at the same time: one is being answered while the next one waits. */
const underWay = 2;

/**
 * Asks for pictures in the order of need. `want` is told anew whenever the view has moved: what left
 * the view before it was asked for is never asked for.
 */
export class PictureLoader {
  readonly #asked = new Set<number>();
  #wanted: number[] = [];
  #requests = 0;
  #failed = false;

  constructor(
    private readonly fetchPictures: (samples: number[]) => Promise<unknown>,
    private readonly arrived: () => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Replaces the list of samples that are needed, the most urgent first. */
  want(samples: number[]): void {
    this.#wanted = samples;
    this.#next();
  }

  /** After a failure nothing is asked for until this. */
  retry(): void {
    this.#failed = false;
    this.#next();
  }

  #next(): void {
    while (!this.#failed && this.#requests < underWay) {
      const samples = this.#wanted.filter((sample) => !this.#asked.has(sample)).slice(0, atOnce);
      if (samples.length === 0) return;
      void this.#request(samples);
    }
  }

  async #request(samples: number[]): Promise<void> {
    this.#requests += 1;
    for (const sample of samples) this.#asked.add(sample);
    try {
      await this.fetchPictures(samples);
    } catch (error) {
      this.#failed = true;
      this.failed(error);
    }
    for (const sample of samples) this.#asked.delete(sample);
    this.#wanted = this.#wanted.filter((sample) => !samples.includes(sample));
    this.#requests -= 1;
    this.arrived();
    this.#next();
  }
}
