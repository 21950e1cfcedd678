import type { Layer, NetworkSpec, TrainSpec } from '../../../preload/contract.ts';
import { denseNetwork, lectureNetwork, lectureTrainSpec } from './presets.ts';

interface Pictures {
  id: string;
  height: number;
  width: number;
  channels: number;
  classes: number;
}

/** A network with the settings that suit it. */
export interface Recipe {
  network: NetworkSpec;
  train: TrainSpec;
}

const dense = (units: number): Layer => ({ kind: 'dense', units, activation: 'relu' });
const conv = (filters: number, kernel: number): Layer => ({
  kind: 'conv2d',
  filters,
  kernel,
  stride: 1,
  padding: 'valid',
  activation: 'relu',
});
const pool: Layer = { kind: 'maxPool', size: 2, stride: 2, padding: 'valid' };

/**
 * Ready recipes by name, made for pictures like MNIST's:
 * - `lecture`: the lecture's own network and settings.
 * - `quick`: the most accuracy for about five seconds on two cores. One wide layer, large batches, and a
 *   learning rate that falls to 0, which is worth half a point to a point at no cost.
 * - `accurate`: the most for about a minute. Two convolutions, after the network that Tuomas Oikarinen's
 *   train_mnist_fast arrived at (5x5x24 and 3x3x32, each pooled), with batch normalization.
 * What each reaches is measured by `npm run bench -- --accuracy`.
 */
export const recipes = {
  lecture: (pictures: Pictures): Recipe => ({
    network: lectureNetwork(pictures),
    train: lectureTrainSpec(pictures.id),
  }),
  quick: (pictures: Pictures): Recipe => ({
    network: denseNetwork(pictures, [dense(256)]),
    train: {
      ...lectureTrainSpec(pictures.id),
      epochs: pictures.id === 'fashion-mnist' ? 14 : 10,
      batchSize: 128,
      learningRate: 0.003,
      schedule: { kind: 'linear', warmup: 0 },
    },
  }),
  accurate: (pictures: Pictures): Recipe => {
    const head = denseNetwork(pictures, [{ kind: 'dropout', rate: 0.3 }, dense(256)]);
    const front: Layer[] = [conv(24, 5), pool, { kind: 'batchNorm' }];
    front.push(conv(32, 3), pool, { kind: 'batchNorm' });
    return {
      network: { ...head, layers: [...front, ...head.layers] },
      train: {
        ...lectureTrainSpec(pictures.id),
        epochs: pictures.id === 'fashion-mnist' ? 8 : 6,
        batchSize: 256,
        learningRate: 0.005,
        schedule: { kind: 'linear', warmup: 0.2 },
      },
    };
  },
} satisfies Record<string, (pictures: Pictures) => Recipe>;

export type RecipeName = keyof typeof recipes;
export const recipeNames = Object.keys(recipes) as RecipeName[];
