import { describe, expect, it } from 'vitest';
import type { EpochRecord } from '../../../preload/contract.ts';
import { batchColumns, bestEpoch, epochColumns, thinned } from '../../../renderer/charts/curves.ts';
import { spread } from '../../../renderer/charts/end-labels.ts';

const record = (epoch: number, loss: number, valLoss: number): EpochRecord => ({
  epoch,
  loss,
  accuracy: 1 - loss,
  valLoss,
  valAccuracy: 1 - valLoss,
  learningRate: 0.001,
  seconds: 1,
  validationSeconds: 0.1,
});
const history = [record(1, 0.5, 0.4), record(2, 0.3, 0.35), record(3, 0.2, 0.38)];

describe('columns of a chart', () => {
  it('are epochs, training and validation', () => {
    expect(epochColumns(history, 'loss')).toEqual([
      [1, 2, 3],
      [0.5, 0.3, 0.2],
      [0.4, 0.35, 0.38],
    ]);
    expect(epochColumns(history, 'accuracy')[2]).toEqual([0.6, 0.65, 0.62]);
  });

  it('thin many batch losses to the mean of each bucket, the last point kept', () => {
    const points = Array.from({ length: 10 }, (_, index) => ({ at: index + 1, loss: index }));
    // Buckets of 4: losses 0-3, 4-7, 8-9.
    expect(thinned(points, 3)).toEqual([
      { at: 4, loss: 1.5 },
      { at: 8, loss: 5.5 },
      { at: 10, loss: 8.5 },
    ]);
    expect(thinned(points, 10)).toEqual(points);
    expect(batchColumns(points.slice(0, 2))).toEqual([
      [1, 2],
      [0, 1],
    ]);
  });

  it('know the epoch of the lowest validation loss', () => {
    expect(bestEpoch(history)?.epoch).toBe(2);
    expect(bestEpoch([])).toBeNull();
  });
});

describe("labels at the lines' ends", () => {
  it('stay where they are while they do not touch', () => {
    expect(spread([10, 50, 90], 20, 100)).toEqual([10, 50, 90]);
  });

  it('move apart in their order, and stay on the chart', () => {
    expect(spread([50, 45], 20, 100)).toEqual([65, 45]);
    // Two at the foot: the upper one gives way.
    expect(spread([95, 98], 20, 100)).toEqual([80, 100]);
  });
});
