/** Of one run: the rows of figures that its steps write are memory. */
export const maxStepsPerRun = 1024;
/** From so many milliseconds on, a run's time is its steps' rather than a run's own cost. */
const worthMeasuring = 10;

/** How fast steps go, to know how many fit into a time. */
export class Pace {
  #runs = 0;
  /** Steps of the run that was last measured. */
  #steps = 0;
  /** Of one step, as last measured; 0 before. */
  stepMilliseconds = 0;

  measured(steps: number, milliseconds: number): void {
    this.#runs += 1;
    // TensorFlow optimizes the graph in its first run.
    if (this.#runs === 1) return;
    if (milliseconds < worthMeasuring && steps < this.#steps) return;
    this.#steps = steps;
    this.stepMilliseconds = milliseconds / steps;
  }

  /**
   * Steps for about so many milliseconds, at least 1; a single one until one was measured: a large
   * network's may take longer than these milliseconds, and a pause waits for all of a run.
   */
  stepsIn(milliseconds: number): number {
    if (this.stepMilliseconds === 0) return 1;
    const steps = Math.floor(milliseconds / this.stepMilliseconds);
    return Math.max(1, Math.min(maxStepsPerRun, steps));
  }
}
