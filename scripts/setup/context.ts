import type { Report } from './report.ts';

/** What every step is given. */
export interface Context {
  report: Report;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  /** Try again what failed lately, instead of remembering it. */
  again: boolean;
}
