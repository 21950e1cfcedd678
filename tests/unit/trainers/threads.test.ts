import { describe, expect, it } from 'vitest';
import type { NetworkSpec } from '../../../preload/contract.ts';
import { lectureNetwork } from '../../../main/engine/network/presets.ts';
import { trainingParts } from '../../../main/engine/graph/blocks.ts';
import { multiplications } from '../../../main/engine/network/multiplications.ts';
import { partsFor } from '../../../main/engine/trainers/threads.ts';

const lecture = lectureNetwork({ height: 28, width: 28, channels: 1, classes: 10 });
const convolutional: NetworkSpec = {
  ...lecture,
  layers: [
    { kind: 'conv2d', filters: 8, kernel: 3, stride: 2, padding: 'same', activation: 'relu' },
    { kind: 'flatten' },
    { kind: 'dense', units: 10, activation: 'softmax' },
  ],
};

describe('threads', () => {
  it('share the units of networks of large dense layers, and the pictures of all others', () => {
    const settings = { batchSize: 128, augmentation: null };
    expect(trainingParts(lecture, settings, 2)).toBe(1);
    expect(trainingParts(lecture, settings, 1)).toBe(1);
    expect(trainingParts(lecture, settings, 4)).toBe(4);
    expect(trainingParts(lecture, { ...settings, batchSize: 512 }, 2)).toBe(2);
    const augmentation = { shift: 1, rotate: 0, flip: false };
    expect(trainingParts(lecture, { ...settings, augmentation }, 2)).toBe(2);
    expect(trainingParts(convolutional, settings, 2)).toBe(2);
    // One small layer among them has no share for a second thread.
    const small: NetworkSpec = {
      ...lecture,
      layers: lecture.layers.toSpliced(2, 0, { kind: 'dense', units: 128, activation: 'relu' }),
    };
    expect(trainingParts(small, settings, 2)).toBe(2);
  });

  it('counts a forward pass’s multiplications', () => {
    expect(multiplications(lecture)).toBe(784 * 128 + 128 * 10);
    expect(multiplications(convolutional)).toBe(14 * 14 * 9 * 8 + 14 * 14 * 8 * 10);
  });

  it('shares work among the cores only where there is enough of it', () => {
    expect(partsFor(lecture, 8, 4)).toBe(1);
    expect(partsFor(lecture, 32, 4)).toBe(2);
    expect(partsFor(lecture, 512, 4)).toBe(4);
    expect(partsFor(lecture, 4096, 4)).toBe(4);
    // Never more parts than pictures.
    const wide = lectureNetwork({ height: 280, width: 280, channels: 3, classes: 10 });
    expect(partsFor(wide, 2, 4)).toBe(2);
  });
});
