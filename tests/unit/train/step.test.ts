import { describe, expect, it } from 'vitest';
import { defaultOptimizer, lectureTrainSpec } from '../../../main/engine/network/presets.ts';
import {
  batchIds,
  difference,
  mostChanged,
  mostChangedWeight,
  pictureError,
  weightStep,
} from '../../../renderer/screens/train/step/step.ts';

const tensor = (...values: number[]) => ({
  name: '1/kernel',
  shape: [values.length / 2, 2],
  values: Float32Array.from(values),
});
const train = lectureTrainSpec('mnist');

describe('the pictures of a step', () => {
  it('are the next eight, round and round', () => {
    expect(batchIds(0, 60_000)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(batchIds(1, 12)).toEqual([8, 9, 10, 11, 0, 1, 2, 3]);
    expect(batchIds(3, 5)).toEqual([0, 1, 2, 3, 4]);
  });

  it('have an error that is finite even where the right class got no probability', () => {
    expect(pictureError(1)).toBeCloseTo(0);
    expect(pictureError(0.0778)).toBeCloseTo(2.5536, 4);
    expect(pictureError(0)).toBeCloseTo(16.118, 3);
  });
});

describe("a weight's step", () => {
  it('goes against the slope of the error', () => {
    const [before, after] = [tensor(0.5, 0.5, 0.5, 0), tensor(0.499, 0.501, 0.5, 0)];
    const slopes = [0, 1, 2, 3].map(
      (index) => weightStep(before, after, index, train, 0.001).slope,
    );
    expect(slopes).toEqual([1, -1, 0, 0]);
    expect(weightStep(before, after, 0, train, 0.001)).toMatchObject({ before: 0.5 });
  });

  it("leaves AdamW's weight decay out of it: that has nothing to do with the error", () => {
    const optimizer = defaultOptimizer('adamw');
    const decayed = 0.5 * (1 - 0.1 * 0.004);
    const slope = (optimized: typeof train) =>
      weightStep(tensor(0.5, 0), tensor(decayed, 0), 0, optimized, 0.1).slope;
    expect(slope({ ...train, optimizer })).toBe(0);
    expect(slope(train)).toBe(1);
  });

  it('that is the largest is found by input and unit', () => {
    expect(mostChanged(tensor(0, 0, 0, 0), tensor(0.1, 0, -0.3, 0.2))).toEqual([1, 0]);
    const bias = { name: '1/bias', shape: [2], values: new Float32Array(2) };
    const step = {
      weightsBefore: [bias, tensor(0, 0, 0, 0)],
      weightsAfter: [bias, tensor(0.1, 0.2, 0.1, 0)],
    };
    expect(mostChangedWeight(step)).toEqual({ name: '1/kernel', input: 0, unit: 1 });
    expect([...difference(tensor(1, 2), tensor(3, 1)).values]).toEqual([2, -1]);
  });
});
