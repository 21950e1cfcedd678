import { describe, expect, it } from 'vitest';
import { Pace } from '../../../main/engine/session/pace.ts';

describe('the pace of a training', () => {
  it('leaves out the first slice, in which TensorFlow gets its graph ready', () => {
    const pace = new Pace();
    pace.steps(1, 32, 0.2);
    expect(pace.secondsLeft(1875, 1)).toBeNull();
    // 100 steps in 0.05 s: 0.5 ms a step.
    pace.steps(100, 3200, 0.05);
    expect(pace.secondsLeft(1000, 0)).toBeCloseTo(0.5);
    expect(pace.samplesPerSecond).toBeCloseTo(64_000);
  });

  it('adds the validation passes to come', () => {
    const pace = new Pace();
    pace.steps(1, 32, 1);
    pace.steps(100, 3200, 0.1);
    pace.validation(0.25);
    expect(pace.secondsLeft(1000, 4)).toBeCloseTo(2);
  });
});

it('counts a large step with all of its pieces', () => {
  const pace = new Pace();
  pace.steps(1, 10, 5);
  pace.steps(0, 10, 1);
  pace.steps(0, 10, 1);
  expect(pace.secondsLeft(1, 0)).toBeNull();
  pace.steps(1, 10, 2);
  expect(pace.secondsLeft(1, 0)).toBe(4);
  expect(pace.samplesPerSecond).toBe(7.5);
});
