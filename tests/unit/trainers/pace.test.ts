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
