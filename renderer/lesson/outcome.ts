import type { DatasetId, Guess, RunRecord } from '../../preload/contract.ts';
import { confusionMatrix } from '../../main/engine/results/confusion-matrix.ts';
import type { App } from '../state/app.svelte.ts';
import { confusionOutcome, keptAccuracy } from './guesses.ts';

/** A guess beside what a run's weights really answer; null: the run has nothing to compare with. */
export async function outcomeOf(app: App, guess: Guess, run: RunRecord): Promise<Guess | null> {
  if (guess.about === 'accuracy') {
    const accuracy = keptAccuracy(run);
    return accuracy === null ? null : { ...guess, outcome: { runId: run.id, accuracy } };
  }
  const dataset = run.train.dataset as DatasetId;
  const [{ predicted }, labels] = await Promise.all([
    app.client.request('results.validation', { runId: run.id }),
    app.datasets.labels(dataset),
  ]);
  const truths = labels.subarray(app.datasets.info(dataset)?.training ?? 0);
  const matrix = confusionMatrix(truths, predicted, run.network.classes);
  return { ...guess, outcome: confusionOutcome(guess.guess, matrix, run.id) };
}
