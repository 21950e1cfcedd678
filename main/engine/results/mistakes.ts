import type { Answers } from './answers.ts';

/** A picture that was answered wrongly. */
export interface Mistake {
  /** Position in the list of pictures. */
  index: number;
  actual: number;
  predicted: number;
  /** Probability of the wrong answer. */
  confidence: number;
}

/** The wrong answers, the surest first: those that most deserve a look. */
export function mistakes(actual: ArrayLike<number>, answers: Answers): Mistake[] {
  const wrong: Mistake[] = [];
  for (let index = 0; index < actual.length; index += 1) {
    const predicted = answers.predicted[index] ?? 0;
    const right = actual[index] ?? 0;
    if (predicted === right) continue;
    wrong.push({ index, actual: right, predicted, confidence: answers.confidence[index] ?? 0 });
  }
  return wrong.sort((a, b) => b.confidence - a.confidence || a.index - b.index);
}
