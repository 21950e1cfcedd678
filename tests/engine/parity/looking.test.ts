import { describe, expect, it } from 'vitest';
import { initialWeights } from '../../../main/engine/trainers/initial-weights.ts';
import { loadNativeBackend } from '../../../main/engine/trainers/native.ts';
import { loadPortableBackend } from '../../../main/engine/trainers/portable.ts';
import type { Backend } from '../../../main/engine/trainers/trainer.ts';
import { lecture, mnist, settings, trainEpoch } from '../portable/mnist.ts';

// Native first: tfjs has one current backend a process, that of the engine loaded last.
describe.each<[string, () => Promise<Backend>]>([
  ['native', loadNativeBackend],
  ['portable', loadPortableBackend],
])('%s', (_name, load) => {
  const data = mnist(320, 64);
  const picture = async () => (await data).validation.images.slice(0, 784);
  const create = async (backend: Backend) =>
    backend.createTrainer({ network: lecture, train: settings({ epochs: 2 }), ...(await data) });

  it('shows in a training what a classifier shows with its weights, step by step', async () => {
    const backend = await load();
    const trainer = await create(backend);
    const classifier = await backend.createClassifier(lecture, initialWeights(lecture, 99));
    for (let epoch = 0; epoch < 2; epoch += 1) {
      const weights = await trainer.weights();
      await classifier.setWeights(weights);
      expect(await trainer.inspect(await picture())).toEqual(
        await classifier.inspect(await picture()),
      );
      expect(await trainer.firstKernel()).toEqual(weights[0]);
      await trainEpoch(trainer);
    }
    trainer.dispose();
    classifier.dispose();
  });

  it('computes each layer from the one before, the logits before their softmax', async () => {
    const weights = initialWeights(lecture, 5);
    const classifier = await (await load()).createClassifier(lecture, weights);
    const { activations, logits } = await classifier.inspect(await picture());
    const [kernel, bias] = [weights[2]!, weights[3]!];
    const hidden = activations[1]!.values;
    expect(activations.map(({ shape }) => shape)).toEqual([[784], [128], [10]]);
    (await picture()).forEach((byte, pixel) => {
      expect(activations[0]!.values[pixel]).toBeCloseTo(byte / 255, 6);
    });
    logits.forEach((logit, unit) => {
      let sum = bias.values[unit]!;
      hidden.forEach((value, input) => (sum += value * kernel.values[input * 10 + unit]!));
      expect(logit).toBeCloseTo(sum, 4);
    });
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
    activations[2]!.values.forEach((probability, unit) => {
      expect(probability).toBeCloseTo(Math.exp(logits[unit]!) / total, 5);
    });
    classifier.dispose();
  });

  it('learns the same numbers while it is looked at', async () => {
    const backend = await load();
    const [alone, watched] = [await create(backend), await create(backend)];
    await trainEpoch(alone);
    watched.beginEpoch();
    while (await watched.advance(1)) {
      await watched.inspect(await picture());
      await watched.firstKernel();
    }
    expect(await watched.weights()).toEqual(await alone.weights());
    alone.dispose();
    watched.dispose();
  });

  it('refuses weights of another network, and answers as before', async () => {
    const weights = initialWeights(lecture, 5);
    const classifier = await (await load()).createClassifier(lecture, weights);
    const before = await classifier.inspect(await picture());
    await expect(classifier.setWeights(weights.slice(1))).rejects.toThrow();
    expect(await classifier.inspect(await picture())).toEqual(before);
    classifier.dispose();
  });
});
