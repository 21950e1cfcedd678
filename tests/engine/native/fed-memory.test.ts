import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, expect, it } from 'vitest';
import { lectureNetwork, lectureTrainSpec } from '../../../main/engine/network/presets.ts';
import { loadNativeBackend } from '../../../main/engine/trainers/native.ts';
import { fashion } from './pictures.ts';

const backend = await loadNativeBackend();
const pictures = fashion('train', 640);
const trainer = await backend.createTrainer({
  network: lectureNetwork({ height: 28, width: 28, channels: 1, classes: 10 }),
  train: lectureTrainSpec('fashion-mnist'),
  training: pictures,
  validation: pictures,
});
afterAll(() => trainer.dispose());

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Sets weights whose bytes begin so far from where a buffer begins; gives their memory, weakly held. */
async function setWeightsAt(offset: number): Promise<WeakRef<ArrayBuffer>[]> {
  const state = await trainer.state();
  const buffers = state.weights.map(({ values }) => new ArrayBuffer(values.byteLength + offset));
  const weights = state.weights.map((tensor, index) => {
    const values = new Float32Array(buffers[index]!, offset, tensor.values.length);
    values.set(tensor.values);
    return { ...tensor, values };
  });
  await trainer.setWeights(weights);
  return buffers.map((buffer) => new WeakRef(buffer));
}

/**
 * tfjs-node lends JavaScript's memory to TensorFlow where it happens to be aligned to 64 bytes. A
 * variable that kept it would let go of it in its first step, on a thread of TensorFlow's, which may
 * not touch V8: the process dies of that, some time later.
 */
it.each([0, 16, 32, 48])('keeps none of JavaScript’s memory, %i bytes off', async (offset) => {
  const held = await setWeightsAt(offset);
  await setImmediate();
  collectGarbage();
  expect(held.map((buffer) => buffer.deref())).toEqual(held.map(() => undefined));
});
