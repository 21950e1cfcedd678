import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { loadTensorFlow } from '../../../main/engine/trainers/tfjs-node.ts';
import { contest, taskOf } from './protocol.ts';

/** tfjs-node's own model.fit, as its documentation shows it: tensors in memory, Adam, shuffled. */
const task = taskOf();
// Its operations come one by one: all threads for each.
const { tf } = loadTensorFlow(1, task.threads ?? availableParallelism());
const model = tf.sequential();
const input = { inputShape: [28, 28, 1] };
if (task.network === 'dense') {
  model.add(tf.layers.flatten(input));
  model.add(tf.layers.dense({ units: 128, activation: 'relu' }));
} else {
  model.add(tf.layers.conv2d({ ...input, filters: 16, kernelSize: 3, activation: 'relu' }));
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  model.add(tf.layers.conv2d({ filters: 32, kernelSize: 3, activation: 'relu' }));
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: 64, activation: 'relu' }));
}
model.add(tf.layers.dense({ units: 10, activation: 'softmax' }));
model.compile({ optimizer: tf.train.adam(0.001), loss: 'sparseCategoricalCrossentropy' });

const bytes = new Uint8Array(await readFile(task.images));
const x = tf.tidy(() => tf.tensor4d(bytes, [task.count, 28, 28, 1], 'int32').toFloat().div(255));
const y = tf.tensor1d(Float32Array.from(await readFile(task.labels)));
await contest(async () => {
  await model.fit(x, y, { epochs: 1, batchSize: task.batchSize, shuffle: true, verbose: 0 });
});
