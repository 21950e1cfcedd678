import type { NetworkSpec, TrainSpec } from '../../../preload/contract.ts';
import { augment } from './augmentation.ts';
import type { Operation, Scope, Tensor, Variable } from './builder.ts';
import { addPenalty, clipByGlobalNorm } from './gradients.ts';
import type { TrainingContext } from './layers/layer.ts';
import { answers, crossEntropy } from './loss.ts';
import { backwards, forwards, picturesFromBytes, type WeightGradient } from './network-nodes.ts';
import * as operations from './operations/index.ts';
import type { OptimizerRule } from './optimizers/optimizer.ts';
import { inParts, whole } from './parts.ts';
import { seedNumber } from './seeds.ts';
import type { LabelledVariables } from './variables.ts';

export interface StepOptions {
  network: NetworkSpec;
  train: TrainSpec;
  optimizer: OptimizerRule;
  weights: ReadonlyMap<string, Variable>;
  slots: ReadonlyMap<string, readonly Variable[]>;
  training: LabelledVariables;
  /** Into how many parts a batch is cut, for as many threads: see parts.ts. */
  parts: number;
}

export interface StepInputs {
  /** Which pictures: [batch] int32. */
  rows: Tensor;
  /** How many of them are in each part: [parts] int32. */
  sizes: Tensor;
  /** 1 / batch, then the optimizer's numbers of this step. */
  numbers: Tensor;
  /** How many steps were before this one in the whole training: int32. */
  step: Tensor;
}

export interface StepNodes {
  /** Each picture's cross-entropy and answer, as they were before the step: [batch]. */
  losses: Tensor;
  answers: Tensor;
  /** All that changes a variable: the next step begins after it. */
  updates: Operation[];
}

/** One step of training: a batch forwards, its loss, backwards, and every weight moved. */
export function trainingStep(scope: Scope, options: StepOptions, inputs: StepInputs): StepNodes {
  const { network, train, optimizer, weights, slots, training, parts } = options;
  const updates: Operation[] = [];
  const [share, ...numbers] = operations.unpack(
    scope,
    inputs.numbers,
    1 + optimizer.numbers(0, train.learningRate).length,
  ) as [Tensor, ...Tensor[]];
  const last = network.layers.length;
  const seed = (position: number, part: number) =>
    operations.pack(scope, [
      operations.int32(scope, seedNumber(train.seed, position + part * (last + 1))),
      inputs.step,
    ]);

  // The batch, in parts.
  const rows = inParts(scope, inputs.rows, inputs.sizes, parts);
  const labels = rows.map((part) => operations.readRows(scope, training.labels, part));
  const pictures = rows.map((of, part) => {
    const bytes = operations.readRows(scope, training.images, of);
    const plain = picturesFromBytes(scope, network, bytes);
    if (!train.augmentation) return plain;
    return augment(scope, plain, network, train.augmentation, seed(last, part));
  });

  // Forwards, with every weight as this step finds it.
  const values = operations.readAll(scope, weights);
  const value = (name: string) => values.get(name)!;
  const context = (position: number, part: number): TrainingContext => ({
    seed: (place) => seed(place, part),
    moveTowards(kind, target, share) {
      const name = `${position}/${kind}`;
      const difference = operations.subtract(scope, value(name), target);
      const step = operations.multiply(scope, difference, operations.float32(scope, share));
      updates.push(operations.assignSubtract(scope, weights.get(name)!, step));
    },
  });
  const nodes = forwards(scope, network, pictures, value, { sizes: inputs.sizes, context });

  // The loss, and backwards.
  const losses = nodes.logits.map((logits, part) =>
    crossEntropy(scope, logits, labels[part]!, share, train.classWeights),
  );
  const towards = losses.map(({ gradient }) => gradient);
  const gradients = backwards(network, nodes, towards);
  const final = finishGradients(scope, train, gradients, value);

  // Every weight moved.
  for (const [name, gradient] of final) {
    const update = optimizer.update({
      scope,
      weight: weights.get(name)!,
      value: value(name),
      gradient,
      slots: slots.get(name)!,
      numbers,
      after: gradients.get(name)!.readers,
    });
    updates.push(update);
  }
  return {
    losses: whole(
      scope,
      losses.map((loss) => loss.losses),
    ),
    answers: whole(
      scope,
      nodes.logits.map((logits) => answers(scope, logits)),
    ),
    updates,
  };
}

/** The penalty added to the kernels' gradients, then all of them clipped, as Keras does in this order. */
function finishGradients(
  scope: Scope,
  { l2, clipNorm }: TrainSpec,
  gradients: ReadonlyMap<string, WeightGradient>,
  value: (name: string) => Tensor,
): Map<string, Tensor> {
  const names = [...gradients.keys()];
  let final = names.map((name) => {
    const { gradient } = gradients.get(name)!;
    const isRegularized = l2 > 0 && name.endsWith('/kernel');
    return isRegularized ? addPenalty(scope, gradient, value(name), l2) : gradient;
  });
  if (clipNorm !== null) final = clipByGlobalNorm(scope, final, clipNorm);
  return new Map(names.map((name, index) => [name, final[index]!]));
}
