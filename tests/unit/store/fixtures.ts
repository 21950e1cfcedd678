import type { NetworkSpec, RunRecord } from '../../../preload/contract.ts';
import { countParameters, weightInfos } from '../../../main/engine/network/parameters.ts';
import { denseNetwork, lectureTrainSpec } from '../../../main/engine/network/presets.ts';
import type { SavedRun } from '../../../main/engine/store/run-file.ts';
import type { Weights } from '../../../main/engine/trainers/trainer.ts';

/** 2 x 2 pictures, 3 hidden units, 2 classes: 4·3 + 3 + 3·2 + 2 = 23 parameters. */
export const tinyNetwork: NetworkSpec = denseNetwork(
  { height: 2, width: 2, channels: 1, classes: 2 },
  [{ kind: 'dense', units: 3, activation: 'relu' }],
);

export function recordOf(change: Partial<RunRecord> = {}): RunRecord {
  return {
    version: 1,
    id: 'first',
    name: 'First',
    createdAt: '2026-11-24T07:00:00.000Z',
    state: 'finished',
    network: tinyNetwork,
    train: { ...lectureTrainSpec('mnist'), epochs: 3 },
    parameters: countParameters(tinyNetwork),
    trainSamples: 4,
    validationSamples: 2,
    labels: { en: ['no', 'yes'], ja: ['いいえ', 'はい'] },
    fingerprint: 'abc',
    engine: 'portable',
    tensorflow: '4.22.0',
    threads: 1,
    appVersion: '0.1.0',
    history: [],
    weightsEpoch: 0,
    ...change,
  };
}

export function epochRecord(epoch: number, valLoss = 1 / epoch) {
  return {
    epoch,
    loss: 0.5,
    accuracy: 0.8,
    valLoss,
    valAccuracy: 0.75,
    learningRate: 0.001,
    seconds: 1,
    validationSeconds: 0.1,
  };
}

/** Weights of a shape that fits, with numbers that tell them apart. */
export function weightsOf(network: NetworkSpec, start = 0): Weights {
  let next = start;
  return weightInfos(network).map(({ name, shape }) => ({
    name,
    shape,
    values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => next++ / 8),
  }));
}

export function savedRun(): SavedRun {
  const weights = weightsOf(tinyNetwork);
  return {
    record: recordOf({ history: [epochRecord(1), epochRecord(2)], weightsEpoch: 2 }),
    weights,
    state: {
      epoch: 2,
      step: 4,
      weights,
      optimizer: weights.map((weight) => ({ ...weight, name: `${weight.name}/m` })),
    },
  };
}
