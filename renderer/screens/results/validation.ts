import type { DatasetId, RunRecord } from '../../../preload/contract.ts';
import {
  accuracyOf,
  confusionMatrix,
  perClass,
} from '../../../main/engine/results/confusion-matrix.ts';
import type { Answers } from '../../../main/engine/results/answers.ts';
import { mistakes } from '../../../main/engine/results/mistakes.ts';
import type { App } from '../../state/app.svelte.ts';
import { Kept } from '../../state/kept.ts';

/** A run's answers to every validation picture, and what follows from them. */
export class Validation {
  readonly matrix;
  readonly classes;
  /** 0 to 1. */
  readonly accuracy: number;
  readonly mistakes;

  constructor(
    readonly run: RunRecord,
    /** The right classes, by position among the validation pictures. */
    readonly truths: Uint8Array,
    readonly answers: Answers,
    /** Sample id of the first validation picture. */
    readonly firstSample: number,
    /** The epoch whose weights answered; null: those of now. */
    readonly epoch: number | null,
  ) {
    this.matrix = confusionMatrix(truths, answers.predicted, run.network.classes);
    this.classes = perClass(this.matrix);
    this.accuracy = accuracyOf(this.matrix) ?? 0;
    this.mistakes = mistakes(truths, answers);
  }

  /** Positions of the validation pictures of class `truth` that were answered `answer`. */
  cell(truth: number, answer: number): number[] {
    const found: number[] = [];
    this.truths.forEach((label, index) => {
      if (label === truth && this.answers.predicted[index] === answer) found.push(index);
    });
    return found;
  }
}

/** Answers of moments that were looked at: the slider comes back to them at once. About 100 KB each. */
const keptValidations = new WeakMap<App, Kept<Validation>>();

/** Asks the engine for a run's answers, now or as it was at an epoch. */
export async function validate(
  app: App,
  run: RunRecord,
  epoch: number | null,
): Promise<Validation> {
  const kept = keptValidations.get(app) ?? new Kept<Validation>(64);
  keptValidations.set(app, kept);
  const key = `${run.id} ${epoch ?? `now ${run.weightsEpoch} ${run.stoppedAt ?? ''}`}`;
  const known = kept.get(key);
  if (known) return known;
  const dataset = run.train.dataset as DatasetId;
  const [answers, labels] = await Promise.all([
    app.client.request('results.validation', {
      runId: run.id,
      ...(epoch === null ? {} : { epoch }),
    }),
    app.datasets.labels(dataset),
  ]);
  const training = app.datasets.info(dataset)?.training ?? 0;
  const validation = new Validation(run, labels.subarray(training), answers, training, epoch);
  kept.put(key, validation);
  return validation;
}

/** `count` different positions of `among`, drawn anew at each call. */
export function drawFour(among: readonly number[], count = 4): number[] {
  const left = [...among];
  const drawn: number[] = [];
  while (drawn.length < count && left.length > 0) {
    // A look around, not part of any experiment: needs no seed.
    drawn.push(...left.splice(Math.floor(Math.random() * left.length), 1));
  }
  return drawn;
}
