import { describe, expect, it } from 'vitest';
import { summarizeAnswers } from '../../../main/engine/results/answers.ts';
import { highest } from '../../../main/engine/results/highest.ts';

describe('summarizeAnswers', () => {
  it('gathers over batches what was answered, how surely, and what the right class got', () => {
    const summary = summarizeAnswers([1, 0, 2], 3);
    summary.add(Float32Array.of(0.25, 0.5, 0.25, 0.125, 0.75, 0.125));
    summary.add(Float32Array.of(0, 0.25, 0.75));
    const { predicted, confidence, correct } = summary.result();
    expect([...predicted]).toEqual([1, 1, 2]);
    expect([...confidence]).toEqual([0.5, 0.75, 0.75]);
    expect([...correct]).toEqual([0.5, 0.125, 0.75]);
  });

  it('takes the first of equal ones', () => {
    expect(highest([0.5, 0.5])).toBe(0);
  });
});
