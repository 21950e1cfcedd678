import { expect, it } from 'vitest';
import { mistakes } from '../../../main/engine/results/mistakes.ts';

it('lists the wrong answers, the surest first, equal ones in their order', () => {
  const answers = {
    predicted: Uint16Array.of(1, 1, 0, 2),
    confidence: Float32Array.of(0.5, 0.5, 0.75, 0.5),
    correct: Float32Array.of(0.25, 0.5, 0.125, 0.25),
  };
  expect(mistakes([0, 1, 2, 0], answers)).toEqual([
    { index: 2, actual: 2, predicted: 0, confidence: 0.75 },
    { index: 0, actual: 0, predicted: 1, confidence: 0.5 },
    { index: 3, actual: 0, predicted: 2, confidence: 0.5 },
  ]);
});
