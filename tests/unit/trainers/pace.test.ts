import { expect, it } from 'vitest';
import { maxStepsPerRun, Pace } from '../../../main/engine/trainers/pace.ts';

it('begins with single steps, leaves the first run out, then fits steps into the time', () => {
  const pace = new Pace();
  expect(pace.stepsIn(50)).toBe(1);
  pace.measured(1, 300);
  expect(pace.stepsIn(50)).toBe(1);
  pace.measured(1, 0.5);
  expect(pace.stepMilliseconds).toBe(0.5);
  expect(pace.stepsIn(50)).toBe(100);
  expect(pace.stepsIn(0.1)).toBe(1);
  expect(pace.stepsIn(1e9)).toBe(maxStepsPerRun);
});

it('leaves a short run of fewer steps out: what it costs by itself isn’t the steps’', () => {
  const pace = new Pace();
  pace.measured(1, 300);
  pace.measured(1, 0.5);
  pace.measured(80, 8);
  expect(pace.stepMilliseconds).toBe(0.1);
  pace.measured(2, 0.6);
  expect(pace.stepMilliseconds).toBe(0.1);
  // A machine that became slower is noticed all the same.
  pace.measured(50, 20);
  expect(pace.stepMilliseconds).toBe(0.4);
});
