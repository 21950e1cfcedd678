import { describe, expect, it } from 'vitest';
import { lectureNetwork, lectureTrainSpec } from '../../../main/engine/network/presets.ts';
import { isMet, metBy, metNow, type Observed } from '../../../renderer/lesson/conditions.ts';
import { confusionOutcome, runFor, worstPair } from '../../../renderer/lesson/guesses.ts';
import { designWith } from '../../../renderer/lesson/lesson-design.ts';
import { brokenLock } from '../../../renderer/lesson/locks.ts';
import type { LessonCondition, RunRecord } from '../../../preload/contract.ts';

const network = lectureNetwork({ height: 28, width: 28, channels: 1, classes: 10 });
const train = lectureTrainSpec('mnist');
const run = (changes: object = {}) =>
  ({
    id: 'run-1',
    createdAt: '2026-11-24T10:00:00.000Z',
    state: 'finished',
    train,
    weightsEpoch: 2,
    history: [{ valAccuracy: 0.9 }, { valAccuracy: 0.95 }],
    ...changes,
  }) as RunRecord;
const observed = (changes: Partial<Observed> = {}): Observed => ({
  room: 'images',
  dataset: 'mnist',
  layers: 3,
  runs: [run()],
  startedAt: '2026-11-24T09:00:00.000Z',
  ...changes,
});

describe('conditions', () => {
  it('hold by room, dataset and layers', () => {
    expect(isMet({ when: 'room', room: 'images' }, observed())).toBe(true);
    expect(isMet({ when: 'room', room: 'data' }, observed())).toBe(false);
    expect(isMet({ when: 'dataset', dataset: 'fashion-mnist' }, observed())).toBe(false);
    expect(isMet({ when: 'layers', atLeast: 3 }, observed())).toBe(true);
    expect(isMet({ when: 'layers', atLeast: 4 }, observed())).toBe(false);
  });

  it('count trainings of the lesson that have ended, with enough epochs', () => {
    const trained = (changes: object, more: object = {}) =>
      isMet(
        { when: 'trained', epochs: 2, ...more } as LessonCondition,
        observed({ runs: [run(changes)] }),
      );
    expect(trained({})).toBe(true);
    expect(trained({ state: 'stopped' })).toBe(true);
    expect(trained({ state: 'running' })).toBe(false);
    expect(trained({ state: 'failed' })).toBe(false);
    expect(trained({ history: [{}] })).toBe(false);
    expect(trained({ createdAt: '2026-11-24T08:59:59.999Z' })).toBe(false);
    expect(trained({}, { dataset: 'fashion-mnist' })).toBe(false);
  });

  it('tell events from what holds', () => {
    const conditions: LessonCondition[] = [
      { when: 'event', event: 'matrix-opened' },
      { when: 'room', room: 'images' },
      { when: 'event', event: 'unit-opened' },
    ];
    expect(metBy('unit-opened', conditions)).toEqual([2]);
    expect(metBy('slow-step-seen', conditions)).toEqual([]);
    expect(metNow(observed(), conditions)).toEqual([1]);
  });
});

describe('locks', () => {
  const now = { network, train };
  const other = { ...network, layers: network.layers.slice(1) };

  it('are broken by what they keep, and by nothing else', () => {
    expect(brokenLock(['network'], now, { network: other, train })).toBe('network');
    expect(brokenLock(['dataset', 'hyperparameters'], now, { network: other, train })).toBeNull();
    const slower = { ...train, learningRate: 0.0001 };
    expect(brokenLock(['hyperparameters'], now, { network, train: slower })).toBe(
      'hyperparameters',
    );
    expect(brokenLock(['dataset', 'network'], now, { network, train: slower })).toBeNull();
    expect(brokenLock(['dataset', 'network', 'hyperparameters'], now, now)).toBeNull();
  });

  it('let another dataset bring its number of epochs along', () => {
    const moved = { ...train, dataset: 'fashion-mnist', epochs: 5 };
    expect(brokenLock(['hyperparameters'], now, { network, train: moved })).toBeNull();
    expect(brokenLock(['dataset'], now, { network, train: moved })).toBe('dataset');
    const more = { ...moved, batchSize: 64 };
    expect(brokenLock(['hyperparameters'], now, { network, train: more })).toBe('hyperparameters');
  });
});

describe('a lesson’s settings', () => {
  it('change what they name and leave the rest', () => {
    const wanted = designWith({ network, train }, { train: { epochs: 3 }, dataset: 'mnist' });
    expect(wanted).toEqual({ network, train: { ...train, epochs: 3 } });
    expect(designWith({ network, train }, { train: { epochs: train.epochs } })).toBeNull();
    expect(designWith({ network, train }, { layers: network.layers })).toBeNull();
  });
});

describe('guesses', () => {
  //            answered 0, 1, 2
  const matrix = { classes: 3, counts: Uint32Array.from([9, 2, 0, 1, 9, 5, 0, 0, 9]) };

  it('find the two classes that were taken for one another most', () => {
    expect(worstPair(matrix)).toEqual([1, 2]);
    expect(confusionOutcome([1, 0], matrix, 'run-1')).toEqual({
      runId: 'run-1',
      pair: [1, 2],
      count: 5,
      guessedCount: 3,
    });
  });

  it('are compared with the newest training of the lesson on their dataset', () => {
    const runs = [run({ state: 'running', id: 'b' }), run({ id: 'a' })];
    expect(runFor({ dataset: 'mnist' }, runs, '2026-11-24T09:00:00.000Z')?.id).toBe('a');
    expect(runFor({ dataset: 'mnist' }, runs, '2026-11-24T11:00:00.000Z')).toBeNull();
    expect(runFor({ dataset: 'fashion-mnist' }, runs, '2026-11-24T09:00:00.000Z')).toBeNull();
  });
});
