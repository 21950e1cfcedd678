import type { Layer, NetworkSpec, TrainSpec } from '../../../preload/contract.ts';
import {
  conv2d,
  denseNetwork,
  lectureNetwork,
  lectureTrainSpec,
  maxPool,
  type PictureShape,
} from './presets.ts';

/** A network with the settings that suit it. */
interface Recipe {
  network(pictures: PictureShape): NetworkSpec;
  /** `dataset`: 'mnist', 'fashion-mnist' or a folder. */
  train(dataset: string): TrainSpec;
}

const dense = (units: number): Layer => ({ kind: 'dense', units, activation: 'relu' });

/** The lecture's own network and settings. */
const lecture: Recipe = { network: lectureNetwork, train: lectureTrainSpec };

/**
 * The most accuracy for about five seconds on two cores: one wide layer, large batches, and a learning
 * rate that falls to 0, which is worth half a point to a point at no cost.
 */
const quick: Recipe = {
  network: (pictures) => denseNetwork(pictures, [dense(256)]),
  train: (dataset) => ({
    ...lectureTrainSpec(dataset),
    epochs: dataset === 'fashion-mnist' ? 14 : 10,
    batchSize: 128,
    learningRate: 0.003,
    schedule: { kind: 'linear', warmup: 0 },
  }),
};

/**
 * The most accuracy for about a minute on two cores: two convolutions, each pooled (5x5x24 and 3x3x32,
 * the shape that the repository tuomaso/train_mnist_fast arrived at), with batch normalization.
 */
const accurate: Recipe = {
  network(pictures) {
    const head = denseNetwork(pictures, [{ kind: 'dropout', rate: 0.3 }, dense(256)]);
    const first: Layer[] = [conv2d(24, 5), maxPool, { kind: 'batchNorm' }];
    const second: Layer[] = [conv2d(32, 3), maxPool, { kind: 'batchNorm' }];
    return { ...head, layers: [...first, ...second, ...head.layers] };
  },
  train: (dataset) => ({
    ...lectureTrainSpec(dataset),
    epochs: dataset === 'fashion-mnist' ? 8 : 6,
    batchSize: 256,
    learningRate: 0.005,
    schedule: { kind: 'linear', warmup: 0.2 },
  }),
};

/** By name, for pictures like MNIST's. What each reaches in what time: `npm run bench -- --accuracy`. */
export const recipes = { lecture, quick, accurate } satisfies Record<string, Recipe>;

export type RecipeName = keyof typeof recipes;
export const recipeNames = Object.keys(recipes) as RecipeName[];
