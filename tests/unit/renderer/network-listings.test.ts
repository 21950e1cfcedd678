import { describe, expect, it } from 'vitest';
import { countParameters } from '../../../main/engine/network/parameters.ts';
import {
  defaultOptimizer,
  lectureNetwork,
  lectureTrainSpec,
} from '../../../main/engine/network/presets.ts';
import { outputShapes } from '../../../main/engine/network/shapes.ts';
import { learningRateAt } from '../../../main/engine/trainers/schedule.ts';
import {
  activations,
  type DatasetInfo,
  type Layer,
  type Optimizer,
  type Schedule,
} from '../../../preload/contract.ts';
import { kerasListing } from '../../../renderer/screens/network/program/keras.ts';
import { tfjsListing } from '../../../renderer/screens/network/program/tfjs.ts';
import { tfjsRate } from '../../../renderer/screens/network/program/tfjs-optimizer.ts';
import { presetNames, presets } from '../../../renderer/screens/network/presets.ts';

import { runListing, tf } from './network-tfjs.ts';

const shape = { height: 28, width: 28, channels: 1, classes: 10 };
const lecture = lectureNetwork(shape);
const settings = lectureTrainSpec('mnist');
const optimizers = ['sgd', 'momentum', 'nesterov', 'rmsprop', 'adam', 'adamw'] as const;
const withHidden = (layers: Layer[]) => ({
  ...lecture,
  layers: [...layers, ...lecture.layers],
});

describe('the Keras listing', () => {
  const listing = kerasListing(lecture, settings, 60_000);

  it('is the lecture’s program for the lecture’s network', () => {
    expect(listing).toBe(
      [
        'import keras',
        '',
        'keras.utils.set_random_seed(1)',
        '',
        '(x_train, y_train), (x_val, y_val) = keras.datasets.mnist.load_data()',
        'x_train = x_train.reshape((-1, 28, 28, 1)).astype("float32") / 255',
        'x_val = x_val.reshape((-1, 28, 28, 1)).astype("float32") / 255',
        '',
        'model = keras.Sequential(',
        '    [',
        '        keras.Input(shape=(28, 28, 1)),',
        '        keras.layers.Flatten(),',
        '        keras.layers.Dense(128, activation="relu"),',
        '        keras.layers.Dense(10, activation="softmax"),',
        '    ]',
        ')',
        'model.summary()',
        '',
        'model.compile(',
        '    optimizer=keras.optimizers.Adam(learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7),',
        '    loss="sparse_categorical_crossentropy",',
        '    metrics=["accuracy"],',
        ')',
        'history = model.fit(',
        '    x_train,',
        '    y_train,',
        '    batch_size=32,',
        '    epochs=20,',
        '    validation_data=(x_val, y_val),',
        ')',
        '',
        '# 10 numbers for each of four pictures: the probability of each class.',
        'print(model.predict(x_val[:4]).round(4))',
        '',
      ].join('\n'),
    );
  });

  it('has a line for every layer of every ready network, in order', () => {
    for (const name of presetNames) {
      const network = presets[name](shape as DatasetInfo);
      const classes = [
        ...kerasListing(network, settings, 60_000).matchAll(/keras\.layers\.(\w+)\(/g),
      ].map(([, name]) => name);
      const expected = {
        flatten: 'Flatten',
        dense: 'Dense',
        conv2d: 'Conv2D',
        maxPool: 'MaxPooling2D',
      };
      expect(classes).toEqual(
        network.layers.map(({ kind }) => expected[kind as keyof typeof expected]),
      );
    }
  });

  it('writes every kind of layer with all that was set', () => {
    const text = kerasListing(
      withHidden([
        {
          kind: 'conv2d',
          filters: 7,
          kernel: 5,
          stride: 2,
          padding: 'same',
          activation: 'leakyRelu',
        },
        { kind: 'averagePool', size: 3, stride: 1, padding: 'same' },
        { kind: 'batchNorm' },
        { kind: 'dropout', rate: 0.25 },
      ]),
      { ...settings, l2: 0.001 },
      60_000,
    );
    const regularizer = 'kernel_regularizer=keras.regularizers.L2(0.001)';
    expect(text).toContain(
      `Conv2D(7, 5, strides=2, padding="same", activation="leaky_relu", ${regularizer})`,
    );
    expect(text).toContain('AveragePooling2D(3, strides=1, padding="same")');
    expect(text).toContain('BatchNormalization()');
    expect(text).toContain('Dropout(0.25)');
    expect(text).toContain(`Dense(10, activation="softmax", ${regularizer})`);
  });

  it('carries all that was set for training', () => {
    const text = kerasListing(
      lecture,
      {
        ...settings,
        dataset: 'fashion-mnist',
        trainingLimit: 1000,
        optimizer: { kind: 'adamw', beta1: 0.8, beta2: 0.99, epsilon: 1e-6, weightDecay: 0.01 },
        schedule: { kind: 'step', every: 2, factor: 0.5 },
        clipNorm: 1,
        classWeights: [2, 1],
        augmentation: { shift: 2, rotate: 10, flip: true },
        earlyStopping: { patience: 3, minDelta: 0.001 },
      },
      60_000,
    );
    for (const part of [
      'keras.datasets.fashion_mnist.load_data()',
      'x_train[:1000], y_train[:1000]',
      // 32 steps an epoch, the last one of 8 pictures.
      'ExponentialDecay(0.001, 64, 0.5, staircase=True)',
      'AdamW(learning_rate=',
      'weight_decay=0.01, beta_1=0.8, beta_2=0.99, epsilon=0.000001, global_clipnorm=1)',
      'class_weight={0: 2, 1: 1},',
      'RandomFlip("horizontal")',
      'RandomRotation(10 / 360, fill_mode="nearest")',
      'RandomTranslation(2 / 28, 2 / 28, fill_mode="nearest")',
      'patience=3,',
      'min_delta=0.001,',
      'restore_best_weights=True,',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('warms up and falls as Mebae does, by two of Keras’s own schedules', () => {
    const train = { ...settings, epochs: 5, schedule: { kind: 'linear', warmup: 0.2 } as const };
    const text = kerasListing(lecture, train, 320);
    // Keras's definition, for its power 1: https://keras.io/api/optimizers/learning_rate_schedules/polynomial_decay
    const PolynomialDecay = (from: number, steps: number, to: number) => (step: number) =>
      (from - to) * (1 - Math.min(step, steps) / steps) + to;
    const made = [
      ...text.matchAll(/^(\w+) = keras\.optimizers\.schedules\.(PolynomialDecay\(.*\))$/gm),
    ];
    const [falling, missing] = made.map(
      ([, , call]) =>
        new Function('PolynomialDecay', `return ${call}`)(PolynomialDecay) as (
          step: number,
        ) => number,
    );
    expect(made.map(([, name]) => name)).toEqual(['falling', 'missing']);
    expect(text).toContain('return falling(step) - missing(step)');
    for (const step of [0, 1, 9, 10, 11, 25, 49]) {
      const rate = falling!(step) - missing!(step);
      expect(rate).toBeCloseTo(learningRateAt(train, step, 10), 12);
    }
  });

  it('closes every bracket it opens, whatever is set', () => {
    for (const schedule of schedules) {
      for (const kind of optimizers) {
        const text = kerasListing(
          lecture,
          { ...settings, schedule, optimizer: defaultOptimizer(kind), dataset: 'own' },
          60_000,
        );
        const open: string[] = [];
        const closing: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
        for (const mark of text.match(/[()[\]{}]/g) ?? []) {
          if (mark in closing) expect(open.pop()).toBe(closing[mark]);
          else open.push(mark);
        }
        expect(open).toEqual([]);
      }
    }
  });
});

const schedules: Schedule[] = [
  { kind: 'step', every: 2, factor: 0.5 },
  { kind: 'exponential', factor: 0.9 },
  { kind: 'cosine' },
  { kind: 'linear', warmup: 0 },
  { kind: 'linear', warmup: 0.2 },
];

describe('the TensorFlow.js listing', () => {
  it('builds every ready network, with its shapes and its number of parameters', async () => {
    for (const name of presetNames) {
      const network = presets[name](shape as DatasetInfo);
      const model = (await runListing(network, settings)).createModel();
      expect(model.countParams()).toBe(countParameters(network));
      expect(model.layers.map(({ outputShape }) => outputShape.slice(1))).toEqual(
        outputShapes(network),
      );
    }
  });

  it('builds every activation and every optimizer', async () => {
    for (const activation of activations.filter((activation) => activation !== 'softmax')) {
      const network = withHidden([
        { kind: 'conv2d', filters: 2, kernel: 3, stride: 2, padding: 'same', activation },
      ]);
      const model = (await runListing(network, settings)).createModel();
      expect(model.countParams()).toBe(countParameters(network));
    }
    const names = await Promise.all(
      optimizers.map(async (kind) => {
        const train = { ...settings, optimizer: defaultOptimizer(kind) };
        return (await runListing(lecture, train)).createModel().optimizer.getClassName();
      }),
    );
    expect(names).toEqual(['SGD', 'Momentum', 'Momentum', 'RMSProp', 'Adam', 'Adam']);
  });

  it('moves the learning rate as Mebae does', () => {
    for (const schedule of schedules) {
      const train = { ...settings, schedule, epochs: 5 };
      const lines = tfjsRate(train, 10).join('\n');
      const rateAt = new Function(`${lines}\nreturn rateAt;`)() as (step: number) => number;
      for (const step of [0, 1, 9, 10, 25, 49]) {
        expect(rateAt(step)).toBeCloseTo(learningRateAt(train, step, 10), 12);
      }
    }
  });

  it('trains: two kinds of pictures are told apart', async () => {
    const network = lectureNetwork({ height: 2, width: 2, channels: 1, classes: 2 });
    const { train } = await runListing(
      network,
      { ...settings, epochs: 30, batchSize: 8, learningRate: 0.1, schedule: { kind: 'cosine' } },
      32,
    );
    const bright = Array.from({ length: 32 }, (_, k) => k % 2);
    const images = tf.tensor(
      bright.flatMap((value) => [value, value, value, value]),
      [32, 2, 2, 1],
    );
    const labels = tf.tensor1d(bright, 'int32');
    const model = await train(images, labels, images, labels);
    const answers = model.predict(images) as ReturnType<typeof tf.tensor>;
    const [dark, , , light] = await answers.data();
    expect(dark).toBeGreaterThan(0.9);
    expect(light).toBeGreaterThan(0.9);
  });

  it('says what TensorFlow.js has no means for', () => {
    const text = tfjsListing(
      lecture,
      {
        ...settings,
        optimizer: defaultOptimizer('adamw') as Optimizer,
        clipNorm: 1,
        earlyStopping: { patience: 3, minDelta: 0 },
        augmentation: { shift: 1, rotate: 0, flip: false },
      },
      60_000,
    );
    expect(text.match(/^\/\/ .*$/gm)).toHaveLength(4);
  });
});
