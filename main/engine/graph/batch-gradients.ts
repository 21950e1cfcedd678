import type { NetworkSpec, TrainSpec } from '../../../preload/contract.ts';
import { augment } from './augmentation.ts';
import { readInBlocks, type Blocks } from './blocks.ts';
import type { Operation, Scope, Tensor, Variable } from './builder.ts';
import type { TrainingContext } from './layers/layer.ts';
import { crossEntropy, type Loss } from './loss.ts';
import {
  backwards,
  forwards,
  picturesFromBytes,
  type NetworkNodes,
  type WeightGradient,
} from './network-nodes.ts';
import * as operations from './operations/index.ts';
import type { Parts } from './parts.ts';
import { seedNumber } from './seeds.ts';
import type { LabelledVariables } from './variables.ts';

export interface BatchOptions {
  network: NetworkSpec;
  train: TrainSpec;
  weights: ReadonlyMap<string, Blocks<Variable>>;
  training: LabelledVariables;
}

export interface BatchInputs {
  /** Which pictures, and their classes: [part of the batch] int32. */
  rows: Parts;
  labels: Parts;
  /** How many of them are in each part: [parts] int32. */
  sizes: Tensor;
  /** 1 / the pictures of the step, a scalar. */
  share: Tensor;
  /** Another number for each batch of the whole training, to draw what is random by: int32. */
  step: Tensor;
}

export interface BatchGradients {
  /** Every weight as it was read. */
  values: ReadonlyMap<string, Blocks<Tensor>>;
  nodes: NetworkNodes;
  losses: readonly Loss[];
  gradients: Map<string, WeightGradient>;
  /** What changes variables by the way: moving averages. */
  updates: Operation[];
}

/** A batch forwards, its loss, and backwards. */
export function batchGradients(
  scope: Scope,
  { network, train, weights, training }: BatchOptions,
  inputs: BatchInputs,
): BatchGradients {
  const updates: Operation[] = [];
  const last = network.layers.length;
  const seed = (position: number, part: number) =>
    operations.pack(scope, [
      operations.int32(scope, seedNumber(train.seed, position + part * (last + 1))),
      inputs.step,
    ]);

  const pictures = inputs.rows.map((of, part) => {
    const bytes = operations.readRows(scope, training.images, of);
    const plain = picturesFromBytes(scope, network, bytes);
    if (!train.augmentation) return plain;
    return augment(scope, plain, network, train.augmentation, seed(last, part));
  });

  const values = readInBlocks(scope, weights);
  const value = (name: string) => values.get(name)!;
  const context = (position: number, part: number): TrainingContext => ({
    seed: (place) => seed(place, part),
    moveTowards(kind, target, share) {
      const name = `${position}/${kind}`;
      const difference = operations.subtract(scope, value(name)[0]!, target);
      const step = operations.multiply(scope, difference, operations.float32(scope, share));
      updates.push(operations.assignSubtract(scope, weights.get(name)![0]!, step));
    },
  });
  const nodes = forwards(scope, network, pictures, value, { sizes: inputs.sizes, context });

  const losses = nodes.logits.map((logits, part) =>
    crossEntropy(scope, logits, inputs.labels[part]!, inputs.share, train.classWeights),
  );
  const towards = losses.map(({ gradient }) => gradient);
  return { values, nodes, losses, gradients: backwards(network, nodes, towards), updates };
}
