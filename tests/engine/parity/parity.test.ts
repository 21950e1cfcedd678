import { beforeAll, describe, expect, it } from 'vitest';
import type { Layer, NetworkSpec, TrainSpec } from '../../../preload/contract.ts';
import { defaultOptimizers } from '../../../main/engine/network/presets.ts';
import { initialWeights } from '../../../main/engine/trainers/initial-weights.ts';
import { loadNativeBackend } from '../../../main/engine/trainers/native.ts';
import { loadPortableBackend } from '../../../main/engine/trainers/portable.ts';
import type {
  Backend,
  Evaluation,
  Inspection,
  LabelledImages,
  TrainerState,
  Weights,
} from '../../../main/engine/trainers/trainer.ts';
import { lecture, mnist, settings, trainEpoch } from '../portable/mnist.ts';

const steps = 20;
const flatten: Layer = { kind: 'flatten' };
const norm: Layer = { kind: 'batchNorm' };

function withLayers(...layers: Layer[]): NetworkSpec {
  return { ...lecture, layers: [...layers, { kind: 'dense', units: 10, activation: 'softmax' }] };
}

function dense(activation: 'relu' | 'leakyRelu' | 'elu' | 'sigmoid' | 'tanh' | 'linear'): Layer {
  return { kind: 'dense', units: 24, activation };
}

const average: Layer = { kind: 'averagePool', size: 3, stride: 2, padding: 'same' };
const largest: Layer = { kind: 'maxPool', size: 2, stride: 2, padding: 'valid' };

/** Everything both can train and that draws nothing of its own (masks and augmentation differ by design). */
const trainings: [string, NetworkSpec, Partial<TrainSpec>][] = [
  ...Object.values(defaultOptimizers).map(
    (optimizer): [string, NetworkSpec, Partial<TrainSpec>] => [
      optimizer.kind,
      lecture,
      { optimizer, learningRate: optimizer.kind === 'momentum' ? 0.05 : 0.005 },
    ],
  ),
  [
    'every activation',
    withLayers(flatten, ...(['leakyRelu', 'elu', 'sigmoid', 'tanh', 'linear'] as const).map(dense)),
    {},
  ],
  ['batchNorm of units', withLayers(flatten, dense('relu'), norm), {}],
  // Not on whole pictures of one channel: TensorFlow's kernel adds their 25,088 values of a batch up one
  // by one and is off by 1.3e-4 of the variance (against float64), where portable is exact to 1e-7.
  ['batchNorm and pools', withLayers(average, norm, largest, flatten), {}],
  [
    'penalty, clipping, class weights, schedule',
    lecture,
    {
      l2: 0.01,
      clipNorm: 0.5,
      classWeights: [0.5, 2, 1, 1, 0, 1, 3, 1, 1, 1],
      schedule: { kind: 'linear', warmup: 0.3 },
    },
  ],
];

/** A convolutional network, for answers alone. */
const convolutional = withLayers(
  { kind: 'conv2d', filters: 6, kernel: 3, stride: 2, padding: 'same', activation: 'leakyRelu' },
  norm,
  average,
  { kind: 'conv2d', filters: 5, kernel: 2, stride: 1, padding: 'valid', activation: 'elu' },
  { kind: 'maxPool', size: 2, stride: 1, padding: 'same' },
  flatten,
);

/** What one engine computed. */
interface Record {
  /** By training: how many steps, and the sum of their losses, slice by slice. */
  losses: { steps: number; lossSum: number }[][];
  /** By training: batchNorm's moving averages after these steps. */
  averages: Weights[];
  evaluations: Evaluation[];
  state: TrainerState;
  resumedLoss: number;
  probabilities: Float32Array;
  inspection: Inspection;
}

let data: { training: LabelledImages; validation: LabelledImages };
let native: Record;
let portable: Record;

function small(count: number) {
  const { images, labels } = data.training;
  const training = {
    count,
    images: images.slice(0, count * 784),
    labels: labels.slice(0, count),
  };
  return { training, validation: data.validation };
}

async function record(backend: Backend, resume?: TrainerState): Promise<Record> {
  const losses = [];
  const averages = [];
  for (const [, network, changes] of trainings) {
    const train = settings({ ...changes, epochs: 1 });
    const trainer = await backend.createTrainer({ network, train, ...small(steps * 32) });
    const slices = [];
    trainer.beginEpoch();
    for (let slice; (slice = await trainer.advance(0));) slices.push(slice);
    losses.push(slices);
    averages.push((await trainer.weights()).filter(({ name }) => name.includes('/moving')));
    trainer.dispose();
  }

  const evaluations: Evaluation[] = [];
  const trainer = await backend.createTrainer({
    network: lecture,
    train: settings({ epochs: 2 }),
    ...data,
  });
  for (let epoch = 0; epoch < 2; epoch += 1) {
    await trainEpoch(trainer);
    evaluations.push(await trainer.validate());
  }
  trainer.dispose();

  // On from a checkpoint: its own, or the other engine's.
  const train = settings({ epochs: 2, optimizer: defaultOptimizers.rmsprop });
  const options = { network: lecture, train, ...small(320) };
  const first = await backend.createTrainer(options);
  await trainEpoch(first);
  const state = await first.state();
  first.dispose();
  const second = await backend.createTrainer({ ...options, resume: resume ?? state });
  const resumedLoss = (await trainEpoch(second)).lossSum / 320;
  second.dispose();

  const classifier = await backend.createClassifier(
    convolutional,
    initialWeights(convolutional, 4),
  );
  const { images } = data.validation;
  const probabilities = await classifier.predict(images.slice(0, 50 * 784), 50);
  const inspection = await classifier.inspect(images.slice(0, 784));
  classifier.dispose();
  return { losses, averages, evaluations, state, resumedLoss, probabilities, inspection };
}

beforeAll(async () => {
  data = await mnist(12_000, 10_000);
  // Native first and to its end: tfjs has one current backend a process, and the application one engine.
  native = await record(await loadNativeBackend());
  portable = await record(await loadPortableBackend(), native.state);
});

describe('native and portable', () => {
  it.each(trainings.map(([name], index) => [name, index] as const))(
    'lose the same in the first 20 steps: %s',
    (_name, index) => {
      const single = portable.losses[index]!;
      expect(single.length).toBe(steps);
      let next = 0;
      for (const slice of native.losses[index]!) {
        const same = single.slice(next, next + slice.steps);
        next += slice.steps;
        const lossSum = same.reduce((sum, step) => sum + step.lossSum, 0);
        const difference = Math.abs(lossSum - slice.lossSum) / (slice.steps * 32);
        expect(difference, `up to step ${next}`).toBeLessThan(1e-4);
      }
      expect(next).toBe(steps);
    },
  );

  it('move batchNorm’s averages alike', () => {
    const all = (record: Record) => record.averages.flat();
    expect(all(native).map(({ name }) => name)).toEqual([
      ...['2/movingMean', '2/movingVariance', '1/movingMean', '1/movingVariance'],
    ]);
    all(native).forEach(({ name, values }, index) => {
      values.forEach((value, channel) => {
        const other = all(portable)[index]!.values[channel]!;
        expect(Math.abs(other - value), `${name}[${channel}]`).toBeLessThan(2e-4);
      });
    });
  });

  it('come to the same accuracy, within half a point', () => {
    native.evaluations.forEach(({ accuracy, loss }, epoch) => {
      expect(accuracy).toBeGreaterThan(0.88);
      expect(Math.abs(portable.evaluations[epoch]!.accuracy - accuracy)).toBeLessThan(0.005);
      expect(Math.abs(portable.evaluations[epoch]!.loss - loss)).toBeLessThan(0.01);
    });
  });

  it('go on from each other’s checkpoints', () => {
    const names = ({ weights, optimizer }: TrainerState) =>
      [...weights, ...optimizer].map(({ name }) => name).sort();
    expect(names(portable.state)).toEqual(names(native.state));
    expect(portable.resumedLoss).toBeCloseTo(native.resumedLoss, 4);
  });

  it('give the same answers and activations, with convolutions too', () => {
    expect(portable.probabilities.length).toBe(500);
    native.probabilities.forEach((value, i) =>
      expect(portable.probabilities[i]).toBeCloseTo(value, 5),
    );
    native.inspection.activations.forEach(({ name, shape, values }, layer) => {
      const other = portable.inspection.activations[layer]!;
      expect([other.name, other.shape]).toEqual([name, shape]);
      values.forEach((value, i) => expect(other.values[i]).toBeCloseTo(value, 4));
    });
    expect(portable.inspection.logits.length).toBe(10);
    native.inspection.logits.forEach((value, i) =>
      expect(portable.inspection.logits[i]).toBeCloseTo(value, 4),
    );
  });
});
