import type { NetworkSpec } from '../../../preload/contract.ts';
import { batchGradients, type BatchInputs, type BatchOptions } from './batch-gradients.ts';
import { isInBlocks, sharesUnits, type Blocks } from './blocks.ts';
import type { Operation, Scope, Tensor, Variable } from './builder.ts';
import { finishGradients } from './gradients.ts';
import { answers } from './loss.ts';
import type { NetworkNodes, WeightGradient } from './network-nodes.ts';
import * as operations from './operations/index.ts';
import type { OptimizerRule } from './optimizers/optimizer.ts';
import { whole } from './parts.ts';

export interface StepOptions extends BatchOptions {
  optimizer: OptimizerRule;
  slots: ReadonlyMap<string, readonly Blocks<Variable>[]>;
  /** Into how many parts a batch is cut, for as many threads: see parts.ts. */
  parts: number;
}

export interface StepInputs extends Omit<BatchInputs, 'share'> {
  /** 1 / batch, then the optimizer's numbers of this step. */
  numbers: Tensor;
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
  const { network, train, weights, parts } = options;
  const { share, numbers } = shareAndNumbers(scope, options, inputs.numbers);

  const batch = batchGradients(scope, options, { ...inputs, share });
  const { values, nodes, losses, gradients } = batch;
  const final = finishGradients(scope, train, gradients, values);

  // Every weight moved. The threads' large products come first: what nobody waits for is kept for the
  // time when a thread has done its own and waits for the others' (see docs/decisions.md).
  const isShared = sharesUnits(weights, parts);
  const idle = parts > 1 || isShared ? lastProducts(gradients, isShared) : [];
  const moves = [...final].flatMap(([name, blocks]) => {
    const { readers, terms } = gradients.get(name)!;
    const after = [...readers, ...(blocks.length > 1 ? terms.flat() : idle)];
    return moveWeight(scope, options, name, { gradient: blocks, values, numbers, after });
  });
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
    updates: [...batch.updates, ...moves],
    shared: sharedOutputs(network, weights, nodes),
  };
}

/** 1 / batch and the optimizer's numbers of a step, apart: scalars. */
export function shareAndNumbers(
  scope: Scope,
  { optimizer, train }: StepOptions,
  together: Tensor,
): { share: Tensor; numbers: readonly Tensor[] } {
  const count = 1 + optimizer.numbers(0, train.learningRate).length;
  const [share, ...numbers] = operations.unpack(scope, together, count) as [Tensor, ...Tensor[]];
  return { share, numbers };
}

interface Move {
  gradient: Blocks<Tensor>;
  values: ReadonlyMap<string, Blocks<Tensor>>;
  /** The optimizer's of this step. */
  numbers: readonly Tensor[];
  after: readonly Operation[];
}

/** A weight's blocks moved by the optimizer. */
export function moveWeight(
  scope: Scope,
  { optimizer, weights, slots }: StepOptions,
  name: string,
  { gradient, values, numbers, after }: Move,
): Operation[] {
  return gradient.map((of, block) =>
    optimizer.update({
      scope,
      weight: weights.get(name)![block]!,
      value: values.get(name)![block]!,
      gradient: of,
      slots: slots.get(name)!.map((slot) => slot[block]!),
      numbers,
      after,
    }),
  );
}

/** The last large products of a step: the lowest kernel's gradient, of the last block or part. */
function lastProducts(
  gradients: ReadonlyMap<string, WeightGradient>,
  isShared: boolean,
): readonly Operation[] {
  const [, lowest] = [...gradients].findLast(([name]) => name.endsWith('/kernel'))!;
  return isShared ? [lowest.gradient.at(-1)!.operation] : lowest.terms.at(-1)!;
}

function sharedOutputs(
  network: NetworkSpec,
  weights: ReadonlyMap<string, Blocks<Variable>>,
  { layers }: NetworkNodes,
): readonly Operation[] {
  const position = network.layers.findLastIndex((_, at) => isInBlocks(weights, at));
  return layers[position]?.outputs.map(({ operation }) => operation) ?? [];
}
