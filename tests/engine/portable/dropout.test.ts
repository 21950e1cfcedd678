import { beforeAll, describe, expect, it } from 'vitest';
import { dropout } from '../../../main/engine/trainers/portable/dropout.ts';
import { startWebAssembly, tf } from '../../../main/engine/trainers/portable/tfjs.ts';

beforeAll(startWebAssembly);

const weight = () => {
  throw new Error('dropout has no weights');
};

function pass(step: number, index = 1, seed = 3): number[] {
  const values: number[] = [];
  tf.tidy(() => {
    const context = { index, weight, training: { seed, step } };
    const run = dropout({ kind: 'dropout', rate: 0.25 }, tf.ones([40, 100]), context);
    values.push(...run.output.dataSync());
    const back = run.backward(tf.ones([40, 100]), true).input!.dataSync();
    expect([...back]).toEqual(values);
  });
  return values;
}

describe('dropout', () => {
  it('drops its share, and keeps the expectation by scaling the rest', () => {
    const values = pass(0);
    const kept = values.filter((value) => value !== 0);
    kept.forEach((value) => expect(value).toBeCloseTo(1 / 0.75, 6));
    // 3,000 ± 5 standard deviations of 27.
    expect(Math.abs(kept.length - 3000)).toBeLessThan(137);
  });

  it('draws by seed, step and layer alone', () => {
    expect(pass(7)).toEqual(pass(7));
    expect(pass(7)).not.toEqual(pass(8));
    expect(pass(7)).not.toEqual(pass(7, 2));
    expect(pass(7)).not.toEqual(pass(7, 1, 4));
  });

  it('answers without dropping', () => {
    tf.tidy(() => {
      const input = tf.ones([2, 3]);
      const run = dropout({ kind: 'dropout', rate: 0.25 }, input, {
        index: 1,
        weight,
        training: null,
      });
      expect(run.output).toBe(input);
    });
  });
});
