import { highest } from './highest.ts';

/** A network's answers to a list of pictures, in their order. */
export interface Answers {
  /** The class answered. */
  predicted: Uint16Array;
  /** Its probability. */
  confidence: Float32Array;
  /** The probability given to the right class. */
  correct: Float32Array;
}

/**
 * Gathers answers batch by batch.
 *
 * @param labels the right class of each picture, in the order that the batches come
 * @param classes probabilities a picture
 */
export function summarizeAnswers(
  labels: ArrayLike<number>,
  classes: number,
): { add(probabilities: Float32Array): void; result(): Answers } {
  const answers: Answers = {
    predicted: new Uint16Array(labels.length),
    confidence: new Float32Array(labels.length),
    correct: new Float32Array(labels.length),
  };
  let at = 0;
  return {
    /** `probabilities`: [pictures, classes] row by row. */
    add(probabilities) {
      for (let from = 0; from < probabilities.length; from += classes) {
        const row = probabilities.subarray(from, from + classes);
        const predicted = highest(row);
        answers.predicted[at] = predicted;
        answers.confidence[at] = row[predicted] ?? 0;
        answers.correct[at] = row[labels[at] ?? 0] ?? 0;
        at += 1;
      }
    },
    result: () => answers,
  };
}
