import { describe, expect, it } from 'vitest';
import { bestEpoch, patienceIsOver } from '../../../main/engine/session/early-stopping.ts';
import { epochRecord } from '../store/fixtures.ts';

const history = (...losses: number[]) => losses.map((loss, index) => epochRecord(index + 1, loss));

describe('early stopping', () => {
  it('finds the lowest validation loss', () => {
    const stopping = { patience: 2, minDelta: 0 };
    expect(bestEpoch([], stopping)).toBe(0);
    expect(bestEpoch(history(0.5, 0.4, 0.45, 0.4), stopping)).toBe(2);
  });

  it('counts an improvement only beyond minDelta', () => {
    // 0.45 and 0.41 are not 0.1 below the best so far, 0.39 is.
    const losses = history(0.5, 0.45, 0.41, 0.39);
    expect(bestEpoch(losses.slice(0, 3), { patience: 2, minDelta: 0.1 })).toBe(1);
    expect(bestEpoch(losses, { patience: 2, minDelta: 0.1 })).toBe(4);
  });

  it('stops after `patience` epochs without one', () => {
    const stopping = { patience: 2, minDelta: 0 };
    expect(patienceIsOver(history(0.5, 0.4, 0.45), stopping)).toBe(false);
    expect(patienceIsOver(history(0.5, 0.4, 0.45, 0.41), stopping)).toBe(true);
  });
});
