import { expect, it } from 'vitest';
import type { NetworkSpec } from '../../../preload/contract.ts';
import { picturesAtOnce } from '../../../main/engine/graph/accumulation.ts';
import { lectureNetwork, lectureTrainSpec } from '../../../main/engine/network/presets.ts';
import { loadNativeBackend } from '../../../main/engine/trainers/native.ts';
import type { TrainerState } from '../../../main/engine/trainers/trainer.ts';
import { largeConvolution } from '../graph/samples.ts';
import { fashion } from './pictures.ts';
import { fingerprint, totalOf, trainEpoch } from './training.ts';

const backend = await loadNativeBackend();
const training = fashion('train', 100);
const validation = fashion('t10k', 100);
const picture = { height: 28, width: 28, channels: 1, classes: 10 };
const lecture = lectureNetwork(picture);
const head = lecture.layers.slice(-1);
const conv64 = largeConvolution('relu');
const large: NetworkSpec = {
  ...lecture,
  layers: [conv64, conv64, { kind: 'flatten' }, { kind: 'dropout', rate: 0.2 }, ...head],
};
/** Everything that is drawn, and everything that is done with a step's whole gradient. */
const train = {
  ...lectureTrainSpec('fashion-mnist'),
  batchSize: 48,
  l2: 1e-4,
  clipNorm: 1,
  augmentation: { shift: 1, rotate: 5, flip: true },
};

const create = (resume?: TrainerState) =>
  backend.createTrainer({
    ...{ network: large, train, training, validation, threads: 2 },
    ...(resume && { resume }),
  });

it('lets events in within a large step, and trains the same bits however it is cut', async () => {
  expect(picturesAtOnce(large, train)).toBe(20);
  const [fine, coarse] = [await create(), await create()];
  const slices = await trainEpoch(fine, 0);
  // 48 + 48 + 4 pictures, never more than 20 at once.
  expect(slices.map(({ samples }) => samples)).toEqual([20, 20, 8, 20, 20, 8, 4]);
  expect(slices.map(({ steps }) => steps)).toEqual([0, 0, 1, 0, 0, 1, 1]);
  const whole = await trainEpoch(coarse, 60_000);
  expect(whole).toHaveLength(1);
  expect(totalOf(slices)).toEqual(totalOf(whole));
  const state = structuredClone(await fine.state());
  expect(await fingerprint(fine)).toBe(await fingerprint(coarse));
  expect(state).toMatchObject({ epoch: 1, step: 3 });

  // And from a checkpoint.
  const resumed = await create(state);
  await trainEpoch(resumed, 50);
  await trainEpoch(coarse, 50);
  expect(await fingerprint(resumed)).toBe(await fingerprint(coarse));
  const { accuracy } = await coarse.validate();
  expect(accuracy).toBeGreaterThan(0.2);
  [fine, coarse, resumed].forEach((trainer) => trainer.dispose());
});

it('leaves batches whole that are quick, or whose mean is taken over all of them', () => {
  expect(picturesAtOnce(lecture, { ...train, batchSize: 4096 })).toBe(4096);
  const normalized: NetworkSpec = { ...large, layers: [{ kind: 'batchNorm' }, ...large.layers] };
  expect(picturesAtOnce(normalized, train)).toBe(48);
});

it('makes no pieces so small that summing their gradients takes longest', () => {
  const dense = { kind: 'dense', units: 4096, activation: 'relu' } as const;
  const wide = {
    ...lecture,
    layers: [...lecture.layers.slice(0, 1), dense, dense, dense, ...head],
  };
  expect(picturesAtOnce(wide, { ...train, batchSize: 4096 })).toBe(133);
});
