/** How much of the newest figure enters the running mean: about the last second counts. */
const weightOfNewest = 0.1;

/** Seconds that steps and validation passes take, and what follows from them. */
export class Pace {
  #secondsPerStep: number | null = null;
  #samplesPerSecond: number | null = null;
  #secondsPerValidation = 0;
  #warmedUp = false;
  /** Of a large step that is trained in pieces and hasn't ended. */
  #begun = { samples: 0, seconds: 0 };

  /** The first call is not counted: TensorFlow gets its graph ready in it, a hundred steps' time. */
  steps(steps: number, newSamples: number, newSeconds: number): void {
    if (newSeconds <= 0) return;
    const samples = this.#begun.samples + newSamples;
    const seconds = this.#begun.seconds + newSeconds;
    this.#begun = steps > 0 ? { samples: 0, seconds: 0 } : { samples, seconds };
    if (steps <= 0) return;
    if (!this.#warmedUp) {
      this.#warmedUp = true;
      return;
    }
    this.#secondsPerStep = smooth(this.#secondsPerStep, seconds / steps);
    this.#samplesPerSecond = smooth(this.#samplesPerSecond, samples / seconds);
  }

  validation(seconds: number): void {
    this.#secondsPerValidation = seconds;
  }

  get samplesPerSecond(): number | null {
    return this.#samplesPerSecond;
  }

  /** For so many more steps and validation passes; null until steps were counted. */
  secondsLeft(steps: number, validations: number): number | null {
    if (this.#secondsPerStep === null) return null;
    return steps * this.#secondsPerStep + validations * this.#secondsPerValidation;
  }
}

function smooth(mean: number | null, newest: number): number {
  return mean === null ? newest : mean + weightOfNewest * (newest - mean);
}
