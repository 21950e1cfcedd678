import type { NetworkSpec, TrainSpec } from '../../../preload/contract.ts';
import { augment } from './augmentation.ts';
import { isInBlocks, readInBlocks, sharesUnits, type Blocks } from './blocks.ts';
import type { Operation, Scope, Tensor, Variable } from './builder.ts';
import { addPenalty, clipByGlobalNorm } from './gradients.ts';
import type { TrainingContext } from './layers/layer.ts';
import { answers, crossEntropy } from './loss.ts';
import { backwards, forwards, picturesFromBytes, type WeightGradient } from './network-nodes.ts';
import * as operations from './operations/index.ts';
import type { OptimizerRule } from './optimizers/optimizer.ts';
import { whole, type Parts } from './parts.ts';
import { seedNumber } from './seeds.ts';
import type { LabelledVariables } from './variables.ts';

export interface StepOptions {
  network: NetworkSpec;
  train: TrainSpec;
  optimizer: OptimizerRule;
  weights: ReadonlyMap<string, Blocks<Variable>>;
  slots: ReadonlyMap<string, readonly Blocks<Variable>[]>;
  training: LabelledVariables;
  /** Into how many parts a batch is cut, for as many threads: see parts.ts. */
  parts: number;
}

export interface StepInputs {
  /** Which pictures, and their classes: [part of the batch] int32. */
  rows: Parts;
  labels: Parts;
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
  /** What gives the outputs of the last layer whose units the threads share: one is enough for the rest. */
  shared: readonly Operation[];
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

  // The batch.
  const pictures = inputs.rows.map((of, part) => {
    const bytes = operations.readRows(scope, training.images, of);
    const plain = picturesFromBytes(scope, network, bytes);
    if (!train.augmentation) return plain;
    return augment(scope, plain, network, train.augmentation, seed(last, part));
  });

  // Forwards, with every weight as this step finds it.
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

  // The loss, and backwards.
  const losses = nodes.logits.map((logits, part) =>
    crossEntropy(scope, logits, inputs.labels[part]!, share, train.classWeights),
  );
  const towards = losses.map(({ gradient }) => gradient);
  const gradients = backwards(network, nodes, towards);
  const final = finishGradients(scope, train, gradients, value);

  // Every weight moved. The threads' large products come first: what nobody waits for is kept for the
  // time when a thread has done its own and waits for the others' (see docs/decisions.md).
  const lowest = [...gradients].findLast(([name]) => name.endsWith('/kernel'))![1];
  const ofLastThread = sharesUnits(weights, parts)
    ? [lowest.gradient.at(-1)!.operation]
    : lowest.terms.at(-1)!;
  const idle = parts > 1 || sharesUnits(weights, parts) ? ofLastThread : [];
  for (const [name, blocks] of final) {
    const { readers, terms } = gradients.get(name)!;
    blocks.forEach((gradient, block) =>
      updates.push(
        optimizer.update({
          scope,
          weight: weights.get(name)![block]!,
          value: value(name)[block]!,
          gradient,
          slots: slots.get(name)!.map((slot) => slot[block]!),
          numbers,
          after: [...readers, ...(blocks.length > 1 ? terms.flat() : idle)],
        }),
      ),
    );
  }
  const later = (tensor: Tensor) =>
    idle.length > 0 ? operations.identity(scope, tensor, idle) : tensor;
  return {
    losses: whole(
      scope,
      losses.map((loss) => later(loss.losses)),
    ),
    answers: whole(
      scope,
      nodes.logits.map((logits) => answers(scope, later(logits))),
    ),
    updates,
    shared: nodes.layers
      .filter((_, position) => isInBlocks(weights, position))
      .slice(-1)
      .flatMap(({ outputs }) => outputs.map(({ operation }) => operation)),
  };
}

/** The penalty added to the kernels' gradients, then all of them clipped, as Keras does in this order. */
function finishGradients(
  scope: Scope,
  { l2, clipNorm }: TrainSpec,
  gradients: ReadonlyMap<string, WeightGradient>,
  value: (name: string) => Blocks<Tensor>,
): Map<string, Blocks<Tensor>> {
  const penalized = [...gradients].map(([name, { gradient }]): [string, Blocks<Tensor>] => {
    if (l2 === 0 || !name.endsWith('/kernel')) return [name, gradient];
    return [name, gradient.map((of, block) => addPenalty(scope, of, value(name)[block]!, l2))];
  });
  if (clipNorm === null) return new Map(penalized);
  const all = penalized.flatMap(([, blocks]) => blocks);
  const clipped = [...clipByGlobalNorm(scope, all, clipNorm)];
  return new Map(penalized.map(([name, blocks]) => [name, clipped.splice(0, blocks.length)]));
}
