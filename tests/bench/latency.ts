import { lectureTrainSpec } from '../../main/engine/network/presets.ts';
import { loadDataset } from '../../main/engine/data/datasets.ts';
import { limited } from '../../main/engine/session/prepare.ts';
import { loadNativeBackend } from '../../main/engine/trainers/native.ts';
import { figures, table } from './figures.ts';
import { benchNetworks } from './networks.ts';
import { assets } from './pictures.ts';

const megabytes = (bytes: number) => bytes / 1024 / 1024;

/**
 * What the engine's process needs: its memory with TensorFlow alone and at its peak while it trains on
 * 60,000 pictures; how long the longest slice kept a pause waiting; how long one picture's answer takes.
 */
export async function memoryAndLatency(): Promise<void> {
  const backend = await loadNativeBackend();
  const { training, validation } = await loadDataset('fashion-mnist', assets);
  // A tiny training makes TensorFlow take what it takes by itself.
  const train = { ...lectureTrainSpec('fashion-mnist'), epochs: 3 };
  const few = limited(training, 32);
  const tiny = await backend.createTrainer({
    network: benchNetworks.dense,
    train,
    training: few,
    validation: few,
  });
  tiny.beginEpoch();
  while (await tiny.advance(50));
  tiny.dispose();
  const alone = megabytes(process.memoryUsage.rss());

  const trainer = await backend.createTrainer({
    network: benchNetworks.dense,
    train,
    training,
    validation,
  });
  let peak = alone;
  const slices: number[] = [];
  for (let epoch = 0; epoch < train.epochs; epoch += 1) {
    trainer.beginEpoch();
    for (;;) {
      const from = performance.now();
      const slice = await trainer.advance(50);
      if (!slice) break;
      slices.push(performance.now() - from);
      peak = Math.max(peak, megabytes(process.memoryUsage.rss()));
    }
    await trainer.validate();
  }
  const weights = await trainer.weights();
  trainer.dispose();

  const classifier = await backend.createClassifier(benchNetworks.dense, weights);
  const answers: number[] = [];
  for (let picture = 0; picture < 220; picture += 1) {
    const image = validation.images.slice(picture * 784, (picture + 1) * 784);
    const from = performance.now();
    await classifier.predict(image, 1);
    if (picture >= 20) answers.push(performance.now() - from);
  }
  classifier.dispose();
  console.log('\n### Memory and latency of the engine\n');
  const row = (name: string, values: number[]) => {
    const { min, median, max } = figures(values);
    return [name, min, median, max];
  };
  console.log(
    table(
      ['what', 'min', 'median', 'max'],
      [
        row('resident memory with TensorFlow and both arrays of pictures loaded, MB', [alone]),
        row('resident memory at its peak while training on 60,000 pictures, MB', [peak]),
        row('a slice of training (a pause or stop waits for one), ms', slices),
        row('one picture classified, warm, ms', answers),
      ],
    ),
  );
}
