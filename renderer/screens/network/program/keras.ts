import type { NetworkSpec, TrainSpec } from '../../../../preload/contract.ts';
import { kerasLayer } from './keras-layers.ts';
import { kerasOptimizer, kerasRate } from './keras-optimizer.ts';
import { indented } from './names.ts';
import { stepsOf } from './steps.ts';

const modules: Record<string, string> = { mnist: 'mnist', 'fashion-mnist': 'fashion_mnist' };

function data({ input }: NetworkSpec, train: TrainSpec): string[] {
  const module = modules[train.dataset];
  const shape = `(-1, ${input.height}, ${input.width}, ${input.channels})`;
  const limit = train.trainingLimit;
  return [
    ...(module
      ? [`(x_train, y_train), (x_val, y_val) = keras.datasets.${module}.load_data()`]
      : [
          '# Your own pictures: arrays x_train, y_train, x_val, y_val in one NumPy file.',
          'data = np.load("data.npz")',
          'x_train, y_train = data["x_train"], data["y_train"]',
          'x_val, y_val = data["x_val"], data["y_val"]',
        ]),
    ...(limit === null ? [] : [`x_train, y_train = x_train[:${limit}], y_train[:${limit}]`]),
    `x_train = x_train.reshape(${shape}).astype("float32") / 255`,
    `x_val = x_val.reshape(${shape}).astype("float32") / 255`,
  ];
}

/** Keras's layers for pictures changed at random; they do nothing outside training. */
function augmentation({ input }: NetworkSpec, { augmentation }: TrainSpec): string[] {
  if (!augmentation) return [];
  const { shift, rotate, flip } = augmentation;
  const fill = 'fill_mode="nearest"';
  return [
    ...(flip ? ['keras.layers.RandomFlip("horizontal"),'] : []),
    // A share of a full turn.
    ...(rotate > 0 ? [`keras.layers.RandomRotation(${rotate} / 360, ${fill}),`] : []),
    ...(shift > 0
      ? [
          `keras.layers.RandomTranslation(${shift} / ${input.height}, ${shift} / ${input.width}, ${fill}),`,
        ]
      : []),
  ];
}

function fitting(train: TrainSpec): string[] {
  const { earlyStopping, classWeights } = train;
  return [
    'history = model.fit(',
    ...indented(
      [
        'x_train,',
        'y_train,',
        `batch_size=${train.batchSize},`,
        `epochs=${train.epochs},`,
        'validation_data=(x_val, y_val),',
        ...(classWeights
          ? [`class_weight={${classWeights.map((weight, k) => `${k}: ${weight}`).join(', ')}},`]
          : []),
        ...(earlyStopping
          ? [
              'callbacks=[',
              '    keras.callbacks.EarlyStopping(',
              '        monitor="val_loss",',
              `        patience=${earlyStopping.patience},`,
              `        min_delta=${earlyStopping.minDelta},`,
              '        restore_best_weights=True,',
              '    )',
              '],',
            ]
          : []),
      ],
      4,
    ),
    ')',
  ];
}

/**
 * The network and its training as a Keras program, for Keras 2 and 3. It does what Mebae does, not to the
 * same digits: Keras draws its first weights and the order of the pictures by other means.
 * `trainingPictures`: the size of the data set, which schedules are counted by.
 */
export function kerasListing(
  network: NetworkSpec,
  train: TrainSpec,
  trainingPictures: number,
): string {
  const { height, width, channels } = network.input;
  const rate = kerasRate(train, stepsOf(train, trainingPictures));
  const isOwn = !(train.dataset in modules);
  return [
    'import keras',
    ...(isOwn ? ['import numpy as np'] : []),
    '',
    `keras.utils.set_random_seed(${train.seed})`,
    '',
    ...data(network, train),
    '',
    'model = keras.Sequential(',
    '    [',
    ...indented(
      [
        `keras.Input(shape=(${height}, ${width}, ${channels})),`,
        ...augmentation(network, train),
        ...network.layers.map((layer) => `${kerasLayer(layer, train.l2)},`),
      ],
      8,
    ),
    '    ]',
    ')',
    'model.summary()',
    '',
    ...rate.before,
    'model.compile(',
    `    optimizer=${kerasOptimizer(train, rate.value)},`,
    '    loss="sparse_categorical_crossentropy",',
    '    metrics=["accuracy"],',
    ')',
    ...fitting(train),
    '',
    `# ${network.classes} numbers for each of four pictures: the probability of each class.`,
    'print(model.predict(x_val[:4]).round(4))',
    '',
  ].join('\n');
}
