import {
  defineFunction,
  type GraphFunction,
  type Scope,
  type Signature,
  type Tensor,
  type Variable,
} from './builder.ts';
import * as operations from './operations.ts';
import { trainingStep, type StepOptions } from './training-step.ts';

/** Steps that one run may take: rows of the table that the loop writes its figures to. */
export const maxStepsPerRun = 1024;

/**
 * Steps one after another in a single run of the session, which costs one crossing into TensorFlow:
 *
 *   `rows` [steps, batch] int32: the pictures of each step
 *   `numbers` [steps, n] float32: 1 / batch, then the optimizer's numbers of each step
 *   `firstStep` int32: steps before these in the whole training
 *   → `figures` [steps, 2]: each step's summed loss and number of right answers
 *
 * The figures are given step by step, and not summed up here, so that sums don't depend on how an
 * epoch is cut into runs.
 */
export function trainingLoop(
  scope: Scope,
  options: StepOptions,
): { functions: GraphFunction[]; signature: Signature } {
  const figures: Variable = { name: 'figures', type: 'float32', shape: [maxStepsPerRun, 2] };
  const rows = operations.placeholder(scope, 'train/rows', 'int32', [-1, -1]);
  const numbers = operations.placeholder(scope, 'train/numbers', 'float32', [-1, -1]);
  const firstStep = operations.placeholder(scope, 'train/firstStep', 'int32', []);

  const [steps] = operations.unpack(scope, operations.shapeOf(scope, rows), 2) as [Tensor, Tensor];
  const table = operations.fillWithZeros(scope, figures.shape);
  const emptied = operations.assign(scope, figures, table);
  const start = operations.identity(scope, operations.int32(scope, 0), [emptied]);
  const state = [start, steps, firstStep, rows, numbers];
  const stateTypes = state.map((tensor) => tensor.type);

  const condition = defineFunction('hasStepsLeft', stateTypes, (body, inputs) => {
    const [index, count] = inputs as [Tensor, Tensor];
    return [operations.less(body, index, count)];
  });
  const step = defineFunction('trainingStep', stateTypes, (body, inputs) => {
    const [index, count, before, allRows, allNumbers] = inputs as [
      Tensor,
      Tensor,
      Tensor,
      Tensor,
      Tensor,
    ];
    const nodes = trainingStep(body, options, {
      rows: operations.gather(body, allRows, index),
      numbers: operations.gather(body, allNumbers, index),
      step: operations.add(body, before, index),
    });
    const written = operations.writeRow(body, figures, index, nodes.figures);
    // The next step reads variables only once this one has written all of its own.
    const next = operations.identity(body, operations.add(body, index, operations.int32(body, 1)), [
      ...nodes.updates,
      written,
    ]);
    return [next, count, before, allRows, allNumbers];
  });

  const end = operations.whileLoop(scope, state, condition, step);
  const all = operations.read(scope, figures, [end[0]!.operation!]);
  const two = operations.int32(scope, 2);
  const used = operations.slice(
    scope,
    all,
    operations.int32s(scope, [0, 0]),
    operations.pack(scope, [steps, two]),
  );
  return {
    functions: [condition, step],
    signature: { inputs: { rows, numbers, firstStep }, outputs: { figures: used } },
  };
}
