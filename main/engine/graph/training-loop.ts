import { sharesUnits } from './blocks.ts';
import type { Operation, Scope, Signature, Tensor, Variable } from './builder.ts';
import { loop } from './loop.ts';
import { figures } from './loss.ts';
import * as operations from './operations/index.ts';
import { inParts, inPartsName } from './parts.ts';
import { trainingStep, type StepOptions } from './training-step.ts';

/** What the steps of a run write a row each to: [steps, batch], as large as the run needs. */
const losses: Variable = { name: 'run/losses', type: 'float32', shape: [-1, -1] };
const answers: Variable = { name: 'run/answers', type: 'int32', shape: [-1, -1] };

/**
 * The signatures `train/<parts>`: steps one after another in a single run of the session, which costs one
 * crossing into TensorFlow.
 *
 *   `rows` [steps, batch] int32: the pictures of each step
 *   `parts` [parts] int32: how many of a batch are in each of its parts
 *   `numbers` [steps, n] float32: 1 / batch, then the optimizer's numbers of each step
 *   `firstStep` int32: steps before these in the whole training
 *   → `lossSum` [steps], `correct` [steps]: each step's summed loss and number of right answers
 *
 * The figures are given step by step, and not summed up here, so that an epoch's don't depend on how
 * it is cut into runs.
 */
export function trainingLoop(scope: Scope, options: StepOptions): Signature {
  const name = inPartsName('train', options.parts);
  const rows = operations.placeholder(scope, `${name}/rows`, 'int32', [-1, -1]);
  const sizes = operations.placeholder(scope, `${name}/parts`, 'int32', [options.parts]);
  const numbers = operations.placeholder(scope, `${name}/numbers`, 'float32', [-1, -1]);
  const firstStep = operations.placeholder(scope, `${name}/firstStep`, 'int32', []);
  const size = operations.shapeOf(scope, rows);
  const [steps] = operations.unpack(scope, size, 2) as [Tensor, Tensor];

  const empty = (variable: Variable, zero: Tensor): Operation =>
    operations.assign(scope, variable, operations.fill(scope, size, zero));
  const emptied = [
    empty(losses, operations.float32(scope, 0)),
    empty(answers, operations.int32(scope, 0)),
  ];

  const cut = inParts(scope, rows, sizes, options.parts, 1);
  const labels = cut.map((part) => operations.readRows(scope, options.training.labels, part));
  const runsAhead = sharesUnits(options.weights, options.parts);
  const end = loop(scope, name, { after: emptied, runsAhead }, steps, (inside, index, keep) => {
    const ofStep = (all: Tensor) => operations.gather(inside, keep(all), index);
    const step = trainingStep(inside, options, {
      rows: cut.map(ofStep),
      labels: labels.map(ofStep),
      sizes: keep(sizes),
      numbers: ofStep(numbers),
      step: operations.add(inside, keep(firstStep), index),
    });
    return {
      done: [
        ...step.updates,
        operations.writeRow(inside, losses, index, step.losses),
        operations.writeRow(inside, answers, index, step.answers),
      ],
      ahead: step.shared,
    };
  });

  return {
    inputs: { rows, parts: sizes, numbers, firstStep },
    outputs: figures(scope, {
      losses: operations.read(scope, losses, [end]),
      answers: operations.read(scope, answers, [end]),
      labels: operations.readRows(scope, options.training.labels, rows),
    }),
  };
}
