import type { NetworkSpec, TrainSpec } from '../../../../preload/contract.ts';
import { indented } from './names.ts';
import { stepsOf } from './steps.ts';
import { tfjsLayers } from './tfjs-layers.ts';
import { tfjsOptimizer, tfjsRate } from './tfjs-optimizer.ts';

/** What TensorFlow.js has no means for, said in the listing instead of left out unsaid. */
function missing(train: TrainSpec): string[] {
  return [
    ...(train.optimizer.kind === 'adamw'
      ? ['// TensorFlow.js has no AdamW: Adam, without its weight decay.']
      : []),
    ...(train.clipNorm === null
      ? []
      : ['// TensorFlow.js does not clip gradients by itself: left out.']),
    ...(train.earlyStopping
      ? ['// TensorFlow.js stops early, but does not put the best weights back.']
      : []),
    ...(train.augmentation
      ? ['// Pictures are not changed at random here: change them before training.']
      : []),
  ];
}

/**
 * The network and its training as a TensorFlow.js module: `createModel()` and `train(images, labels,
 * validationImages, validationLabels)`; the pictures come from whoever uses it.
 * `trainingPictures`: the size of the data set, which schedules are counted by.
 */
export function tfjsListing(
  network: NetworkSpec,
  train: TrainSpec,
  trainingPictures: number,
): string {
  const { height, width, channels } = network.input;
  const { classes } = network;
  const rate = tfjsRate(train, stepsOf(train, trainingPictures));
  const { classWeights, earlyStopping, trainingLimit } = train;
  const pictures = trainingLimit === null ? '' : `.slice(0, ${trainingLimit})`;
  return [
    'import * as tf from "@tensorflow/tfjs";',
    '',
    ...missing(train),
    'export function createModel() {',
    '  const model = tf.sequential({',
    '    layers: [',
    ...indented(
      tfjsLayers(network, train).map((layer) => `${layer},`),
      6,
    ),
    '    ],',
    '  });',
    '  model.compile({',
    `    optimizer: ${tfjsOptimizer(train)},`,
    '    loss: "categoricalCrossentropy",',
    '    metrics: ["accuracy"],',
    '  });',
    '  return model;',
    '}',
    '',
    ...rate,
    `/** images: [count, ${height}, ${width}, ${channels}] with values from 0 to 1; labels: [count], int32. */`,
    'export async function train(images, labels, validationImages, validationLabels) {',
    '  const model = createModel();',
    `  const answers = (classes) => tf.oneHot(classes, ${classes});`,
    ...(rate.length > 0 ? ['  let step = 0;'] : []),
    `  await model.fit(images${pictures}, answers(labels${pictures}), {`,
    `    batchSize: ${train.batchSize},`,
    `    epochs: ${train.epochs},`,
    '    shuffle: true,',
    '    validationData: [validationImages, answers(validationLabels)],',
    ...(classWeights
      ? [`    classWeight: { ${classWeights.map((weight, k) => `${k}: ${weight}`).join(', ')} },`]
      : []),
    ...callbacks(rate.length > 0, earlyStopping),
    '  });',
    '  return model;',
    '}',
    '',
    '/** One number a class: the probability of each. */',
    'export const classify = (model, images) => model.predict(images);',
    '',
  ].join('\n');
}

function callbacks(hasSchedule: boolean, earlyStopping: TrainSpec['earlyStopping']): string[] {
  const schedule =
    'new tf.CustomCallback({ onBatchBegin: async () => setRate(model.optimizer, rateAt(step++)) }),';
  const stopping =
    earlyStopping &&
    `tf.callbacks.earlyStopping({ monitor: "val_loss", patience: ${earlyStopping.patience}, minDelta: ${earlyStopping.minDelta} }),`;
  if (!hasSchedule && !stopping) return [];
  return [
    '    callbacks: [',
    ...(hasSchedule ? [`      ${schedule}`] : []),
    ...(stopping ? [`      ${stopping}`] : []),
    '    ],',
  ];
}
