import type { NetworkSpec, TrainSpec } from '../../../preload/contract.ts';
import { multiplicationsByKind } from '../network/multiplications.ts';
import { countParameters } from '../network/parameters.ts';
import { batchGradients } from './batch-gradients.ts';
import { readInBlocks, type Blocks } from './blocks.ts';
import type { Scope, Signature, Variable } from './builder.ts';
import { finishGradients } from './gradients.ts';
import { answers, figures } from './loss.ts';
import * as operations from './operations/index.ts';
import { inParts, inPartsName, whole } from './parts.ts';
import { done } from './signatures.ts';
import { moveWeight, shareAndNumbers, type StepOptions } from './training-step.ts';

/**
 * What a step takes, in nanoseconds, measured on two cores: a multiplication of the forward pass with
 * what it brings backwards, and a parameter's gradient added to the sums.
 */
const nanoseconds = { dense: 0.018, conv2d: 0.075, sum: 1.2 };
/** One run of the session is to be about so long, in nanoseconds: a pause waits for all of it. */
const longestRun = 45e6;

/**
 * Pictures of a step that go through the network at once. A batch that would hold up the engine for
 * longer goes in pieces, whose gradients are summed before the weights are moved (gradient
 * accumulation); no smaller ones than take twice as long as their gradients' sum. Batch
 * normalization needs the whole batch's mean, so there it stays whole.
 */
export function picturesAtOnce(network: NetworkSpec, { batchSize }: TrainSpec): number {
  if (network.layers.some(({ kind }) => kind === 'batchNorm')) return batchSize;
  const { dense, conv2d } = multiplicationsByKind(network);
  const ofPicture = dense * nanoseconds.dense + conv2d * nanoseconds.conv2d;
  const ofSums = countParameters(network) * nanoseconds.sum;
  const fitting = Math.floor(Math.max(longestRun, 2 * ofSums) / ofPicture);
  return Math.max(1, Math.min(batchSize, fitting));
}

/** The summed gradients of the step under way, in the weights' blocks. */
function sumVariables({ weights, slots }: StepOptions): Map<string, Blocks<Variable>> {
  const trainable = [...weights].filter(([name]) => slots.has(name));
  return new Map(
    trainable.map(([name, blocks]) => [
      name,
      blocks.map((block) => ({ ...block, name: `sums/${block.name}` })),
    ]),
  );
}

/** The signature `beginStep`: all sums 0. */
export function beginStepSignature(scope: Scope, options: StepOptions): Signature {
  const sums = [...sumVariables(options).values()].flat();
  const zero = operations.float32(scope, 0);
  const emptied = sums.map((sum) =>
    operations.assign(
      scope,
      sum,
      operations.fill(scope, operations.int32s(scope, sum.shape), zero),
    ),
  );
  return { inputs: {}, outputs: done(scope, emptied) };
}

/**
 * The signatures `accumulate/<parts>`: a piece of a step's batch.
 *
 *   `rows` [pictures] int32: its pictures
 *   `parts` [parts] int32: how many of them are in each part
 *   `numbers` [n] float32: 1 / the whole batch's pictures, then the optimizer's of the step
 *   `piece` int32: pieces before this one in the whole training
 *   → `lossSum`, `correct`: the piece's summed loss and number of right answers
 */
export function accumulateSignature(scope: Scope, options: StepOptions): Signature {
  const { parts, training } = options;
  const name = inPartsName('accumulate', parts);
  const rows = operations.placeholder(scope, `${name}/rows`, 'int32', [-1]);
  const sizes = operations.placeholder(scope, `${name}/parts`, 'int32', [parts]);
  const numbers = operations.placeholder(scope, `${name}/numbers`, 'float32', [-1]);
  const piece = operations.placeholder(scope, `${name}/piece`, 'int32', []);
  const cut = inParts(scope, rows, sizes, parts);
  const labels = cut.map((part) => operations.readRows(scope, training.labels, part));
  const { nodes, losses, gradients } = batchGradients(scope, options, {
    ...{ rows: cut, labels, sizes, step: piece },
    share: shareAndNumbers(scope, options, numbers).share,
  });
  const added = [...sumVariables(options)].flatMap(([weight, sums]) =>
    sums.map((sum, block) =>
      operations.assignAdd(scope, sum, gradients.get(weight)!.gradient[block]!),
    ),
  );
  const { lossSum, correct } = figures(scope, {
    losses: whole(
      scope,
      losses.map((loss) => loss.losses),
    ),
    answers: whole(
      scope,
      nodes.logits.map((logits) => answers(scope, logits)),
    ),
    labels: whole(scope, labels),
  });
  return {
    inputs: { rows, parts: sizes, numbers, piece },
    outputs: { lossSum: operations.identity(scope, lossSum, added), correct },
  };
}

/** The signature `moveWeights`: the step's end, from the sums and the same `numbers`. */
export function moveWeightsSignature(scope: Scope, options: StepOptions): Signature {
  const all = operations.placeholder(scope, 'moveWeights/numbers', 'float32', [-1]);
  const { numbers } = shareAndNumbers(scope, options, all);
  const values = readInBlocks(scope, options.weights);
  const sums = [...readInBlocks(scope, sumVariables(options))];
  const gradients = new Map(sums.map(([name, gradient]) => [name, { gradient }]));
  const final = finishGradients(scope, options.train, gradients, values);
  const moved = [...final].flatMap(([name, gradient]) =>
    moveWeight(scope, options, name, { gradient, values, numbers, after: [] }),
  );
  return { inputs: { numbers: all }, outputs: done(scope, moved) };
}
