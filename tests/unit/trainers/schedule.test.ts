import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../../preload/contract.ts';
import { learningRateAt } from '../../../main/engine/trainers/schedule.ts';

/** 4 epochs of 10 steps, rate 0.8. */
const at = (schedule: Schedule, step: number) =>
  learningRateAt({ learningRate: 0.8, epochs: 4, schedule }, step, 10);

describe('learningRateAt', () => {
  it.each<[string, Schedule, [number, number][]]>([
    [
      'constant',
      { kind: 'constant' },
      [
        [0, 0.8],
        [39, 0.8],
      ],
    ],
    [
      'step',
      { kind: 'step', every: 2, factor: 0.5 },
      [
        [0, 0.8],
        [19, 0.8],
        [20, 0.4],
        [39, 0.4],
      ],
    ],
    [
      'exponential',
      { kind: 'exponential', factor: 0.25 },
      [
        [0, 0.8],
        [5, 0.4],
        [10, 0.2],
        [20, 0.05],
      ],
    ],
    [
      'cosine',
      { kind: 'cosine' },
      [
        [0, 0.8],
        [20, 0.4],
        [10, 0.4 * (1 + Math.SQRT1_2)],
      ],
    ],
    [
      'linear',
      { kind: 'linear', warmup: 0 },
      [
        [0, 0.8],
        [20, 0.4],
        [39, 0.02],
      ],
    ],
    [
      'linear with warm-up',
      { kind: 'linear', warmup: 0.25 },
      [
        [0, 0.8 / 11],
        [9, 8 / 11],
        [10, 0.8],
        [25, 0.4],
        [39, 0.8 / 30],
      ],
    ],
  ])('%s', (_name, schedule, expected) => {
    for (const [step, rate] of expected) {
      expect(at(schedule, step), `step ${step}`).toBeCloseTo(rate, 12);
    }
  });

  it('stays between 0 and the rate, and goes on after the planned epochs with the last one', () => {
    const schedules = fc.oneof(
      fc.constant<Schedule>({ kind: 'cosine' }),
      fc
        .double({ min: 0, max: 0.9, noNaN: true })
        .map((warmup): Schedule => ({ kind: 'linear', warmup })),
      fc
        .double({ min: 0, max: 1, noNaN: true })
        .map((factor): Schedule => ({ kind: 'exponential', factor })),
    );
    fc.assert(
      fc.property(schedules, fc.nat(100), (schedule, step) => {
        const rate = at(schedule, step);
        expect(rate).toBeGreaterThanOrEqual(0);
        expect(rate).toBeLessThanOrEqual(0.8);
        if (step >= 39) expect(rate).toBe(at(schedule, 39));
      }),
    );
  });
});
