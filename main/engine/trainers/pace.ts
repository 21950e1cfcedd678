/** Of one run: the rows of figures that its steps write are memory. */
export const maxStepsPerRun = 1024;

/** How fast steps go, to know how many fit into a time. */
export class Pace {
  #runs = 0;
  /** Of one step, as last measured; 0 before. */
  stepMilliseconds = 0;

  measured(steps: number, milliseconds: number): void {
    this.#runs += 1;
    // TensorFlow optimizes the graph in its first run.
    if (this.#runs > 1) this.stepMilliseconds = milliseconds / steps;
  }

  /** Steps for about so many milliseconds: a few to begin with, then what was measured; at least 1. */
  stepsIn(milliseconds: number): number {
    if (this.stepMilliseconds === 0) return this.#runs === 0 ? 1 : 4;
    const steps = Math.floor(milliseconds / this.stepMilliseconds);
    return Math.max(1, Math.min(maxStepsPerRun, steps));
  }
}
