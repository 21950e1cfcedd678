import { describe, expect, it } from 'vitest';
import { softmaxCrossEntropy } from '../../../main/engine/trainers/portable/loss.ts';

describe('softmaxCrossEntropy', () => {
  it('is as worked by hand', () => {
    // Softmax of (ln 1, ln 2, ln 5) is (1/8, 2/8, 5/8); of (0, 0, 0) thirds.
    const logits = Float32Array.of(0, Math.log(2), Math.log(5), 0, 0, 0);
    const { lossSum, correct, gradient } = softmaxCrossEntropy(logits, Uint8Array.of(2, 1), 3);
    expect(lossSum).toBeCloseTo(Math.log(8 / 5) + Math.log(3), 6);
    // Among equals the first counts as the answer: 0, not 1.
    expect(correct).toBe(1);
    const expected = [1 / 8, 2 / 8, 5 / 8 - 1, 1 / 3, 1 / 3 - 1, 1 / 3].map((value) => value / 2);
    gradient.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 6));
  });

  it('stays finite where exponentials would not', () => {
    const logits = Float32Array.of(1000, -1000, 0);
    const { lossSum, gradient } = softmaxCrossEntropy(logits, Uint8Array.of(1), 3);
    expect(lossSum).toBeCloseTo(2000, 3);
    expect([...gradient]).toEqual([1, -1, 0]);
  });

  it('weighs classes in the gradient alone', () => {
    const logits = Float32Array.of(1, 2, 3, -1);
    const labels = Uint8Array.of(0, 1);
    const plain = softmaxCrossEntropy(logits, labels, 2);
    const weighed = softmaxCrossEntropy(logits, labels, 2, [3, 0]);
    expect(weighed.lossSum).toBe(plain.lossSum);
    [3, 3, 0, 0].forEach((factor, i) => {
      expect(weighed.gradient[i]).toBeCloseTo(plain.gradient[i]! * factor, 6);
    });
  });

  it('lets no number hide a missing one', () => {
    const logits = Float32Array.of(Number.NaN, 1, 2);
    expect(softmaxCrossEntropy(logits, Uint8Array.of(1), 3).lossSum).toBeNaN();
  });
});
