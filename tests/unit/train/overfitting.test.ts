import { describe, expect, it } from 'vitest';
import type { EpochRecord } from '../../../preload/contract.ts';
import { networkProblems } from '../../../main/engine/network/checks.ts';
import { lectureNetwork, lectureTrainSpec } from '../../../main/engine/network/presets.ts';
import {
  overfitting,
  overfittingExample,
  remedied,
} from '../../../renderer/screens/train/overfitting/overfitting.ts';

const shape = { height: 28, width: 28, channels: 1, classes: 10 };
const history = (...losses: [training: number, validation: number][]): EpochRecord[] =>
  losses.map(([loss, valLoss], index) => ({
    epoch: index + 1,
    loss,
    accuracy: 1,
    valLoss,
    valAccuracy: 0.8,
    learningRate: 0.001,
    seconds: 1,
    validationSeconds: 0.1,
  }));

describe('overfitting', () => {
  it('is a validation loss well above its lowest while the training loss fell on', () => {
    expect(overfitting(history([0.5, 0.5], [0.3, 0.4], [0.1, 0.45]))?.epoch).toBe(2);
  });

  it('is not chance, not a network that gets worse at everything, and not the best epoch', () => {
    expect(overfitting(history([0.5, 0.5], [0.3, 0.4], [0.1, 0.43]))).toBeNull();
    expect(overfitting(history([0.5, 0.5], [0.3, 0.4], [0.6, 0.7]))).toBeNull();
    expect(overfitting(history([0.5, 0.5], [0.3, 0.4]))).toBeNull();
    expect(overfitting([])).toBeNull();
  });
});

describe('what helps', () => {
  const example = overfittingExample(shape);

  it('begins with a network that can be trained, on few pictures', () => {
    expect(networkProblems(example.network)).toEqual([]);
    expect(example.train).toMatchObject({ trainingLimit: 300, epochs: 60 });
  });

  it('is ten times the pictures, up to all there are', () => {
    const more = remedied(example, 'pictures', 60_000)!;
    expect(more.train.trainingLimit).toBe(3000);
    expect(remedied(example, 'pictures', 1000)!.train.trainingLimit).toBeNull();
    const all = { network: lectureNetwork(shape), train: lectureTrainSpec('mnist') };
    expect(remedied(all, 'pictures', 60_000)).toBeNull();
  });

  it('is dropout after each hidden layer, once', () => {
    const dropped = remedied(example, 'dropout', 60_000)!;
    expect(dropped.network.layers.map(({ kind }) => kind)).toEqual([
      'flatten',
      'dense',
      'dropout',
      'dense',
    ]);
    expect(networkProblems(dropped.network)).toEqual([]);
    expect(remedied(dropped, 'dropout', 60_000)).toBeNull();
  });

  it('is early stopping, where it is not on already', () => {
    const stopping = remedied(example, 'stopping', 60_000)!;
    expect(stopping.train.earlyStopping).toEqual({ patience: 3, minDelta: 0 });
    expect(remedied(stopping, 'stopping', 60_000)).toBeNull();
  });
});
