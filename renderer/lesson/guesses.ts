import type { Guess, RunRecord } from '../../preload/contract.ts';
import type { ConfusionMatrix } from '../../main/engine/results/confusion-matrix.ts';

/** The newest training of the lesson on a dataset that has ended with weights; null: none yet. */
export function runFor(
  { dataset }: Pick<Guess, 'dataset'>,
  runs: readonly RunRecord[],
  startedAt: string,
): RunRecord | null {
  return (
    runs.find(
      (run) =>
        run.train.dataset === dataset &&
        run.createdAt >= startedAt &&
        (run.state === 'finished' || run.state === 'stopped') &&
        run.weightsEpoch > 0,
    ) ?? null
  );
}

/** The accuracy on the validation data of the weights that a run keeps, 0 to 1. */
export function keptAccuracy(run: RunRecord): number | null {
  return run.history.find(({ epoch }) => epoch === run.weightsEpoch)?.valAccuracy ?? null;
}

/** Pictures of class `a` answered `b`, and of `b` answered `a`. */
export function confusedCount({ classes, counts }: ConfusionMatrix, a: number, b: number): number {
  return (counts[a * classes + b] ?? 0) + (counts[b * classes + a] ?? 0);
}

/** The two classes taken for one another most often; the first such pair where several are equal. */
export function worstPair(matrix: ConfusionMatrix): [number, number] {
  let worst: [number, number] = [0, 1];
  for (let a = 0; a < matrix.classes; a += 1) {
    for (let b = a + 1; b < matrix.classes; b += 1) {
      if (confusedCount(matrix, a, b) > confusedCount(matrix, ...worst)) worst = [a, b];
    }
  }
  return worst;
}

/** A guess of two classes beside what came out. */
export function confusionOutcome(
  guess: readonly [number, number],
  matrix: ConfusionMatrix,
  runId: string,
) {
  const pair = worstPair(matrix);
  return {
    runId,
    pair,
    count: confusedCount(matrix, ...pair),
    guessedCount: confusedCount(matrix, ...guess),
  };
}
