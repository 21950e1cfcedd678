import { describe, expect, it } from 'vitest';
import {
  defaultOptimizer,
  lectureNetwork,
  lectureTrainSpec,
} from '../../../main/engine/network/presets.ts';
import { estimateTrainingMemory, requireMemory } from '../../../main/engine/session/memory.ts';

const network = lectureNetwork({ height: 28, width: 28, channels: 1, classes: 10 });
const train = lectureTrainSpec('mnist');

describe('estimateTrainingMemory', () => {
  it('adds up the lecture’s network as by hand', () => {
    // 101,770 parameters: gradients once, with Adam's two variables three times three;
    // 784 + 784 + 128 + 10 outputs for each of 1,000 validation pictures, the most of a batch; four bytes
    // each; 47 MB of data three times.
    const numbers = 101_770 + 9 * 101_770 + 1706 * 1000;
    expect(estimateTrainingMemory(network, train, 47_040_000)).toBe(4 * numbers + 3 * 47_040_000);
  });

  it.each([
    ['sgd', 0],
    ['momentum', 1],
    ['rmsprop', 2],
    ['adamw', 2],
  ] as const)('counts the variables that %s keeps for each weight: %i', (kind, slots) => {
    const bytes = estimateTrainingMemory(
      network,
      { ...train, optimizer: defaultOptimizer(kind) },
      0,
    );
    expect(bytes).toBe(4 * (101_770 + 3 * (1 + slots) * 101_770 + 1706 * 1000));
  });

  it('grows with the batch, the optimizer and convolutions', () => {
    const base = estimateTrainingMemory(network, train, 0);
    expect(estimateTrainingMemory(network, { ...train, batchSize: 4096 }, 0)).toBeGreaterThan(base);
    expect(
      estimateTrainingMemory(network, { ...train, optimizer: { kind: 'sgd' } }, 0),
    ).toBeLessThan(base);
    const convolution = {
      ...network,
      layers: [
        {
          kind: 'conv2d' as const,
          filters: 8,
          kernel: 3,
          stride: 1,
          padding: 'same' as const,
          activation: 'relu' as const,
        },
        ...network.layers,
      ],
    };
    expect(estimateTrainingMemory(convolution, train, 0)).toBeGreaterThan(base);
  });
});

describe('requireMemory', () => {
  it('refuses with the figures', () => {
    expect(() => requireMemory(2_000_000, 1_000_000)).toThrow(
      expect.objectContaining({ code: 'not-enough-memory', values: { needed: 2, available: 1 } }),
    );
    expect(() => requireMemory(1_000_000, 1_000_000)).not.toThrow();
  });
});
