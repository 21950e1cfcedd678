import { expect, it } from 'vitest';
import type { RunRecord, TrainingProgress } from '../../../preload/contract.ts';
import { ProgressReporter } from '../../../main/engine/session/progress.ts';

const run = { id: 'a', history: [], train: { epochs: 3 } } as unknown as RunRecord;

it('tells of every change while it is paused: nothing may follow for a long time', () => {
  const told: TrainingProgress[] = [];
  const reporter = new ProgressReporter(run, 100, (progress) => told.push(progress));
  reporter.beginEpoch(1);
  reporter.phase('validating');
  reporter.state('paused');
  // The epoch that was being validated comes to its end within the same milliseconds.
  reporter.phase('saving');
  reporter.beginEpoch(2);
  expect(told.at(-1)).toMatchObject({ state: 'paused', phase: 'training', epoch: 2, step: 0 });
});

it('gathers changes while it runs', () => {
  const told: TrainingProgress[] = [];
  const reporter = new ProgressReporter(run, 100, (progress) => told.push(progress));
  reporter.beginEpoch(1);
  reporter.phase('validating');
  expect(told.map(({ phase }) => phase)).toEqual(['training']);
  reporter.flush();
  expect(told.at(-1)!.phase).toBe('validating');
});
