import type { Operation, Scope, Tensor, Variable } from '../builder.ts';

export interface Update {
  scope: Scope;
  weight: Variable;
  /** The weight as this step began. */
  value: Tensor;
  gradient: Tensor;
  /** The optimizer's own variables for this weight, in the order of `slots`. */
  slots: readonly Variable[];
  /** The step's numbers, in the order of `numbers`, as scalars. */
  numbers: readonly Tensor[];
  /** What must have run before the weight changes: its last readers. */
  after: readonly Operation[];
}

/** How gradients change weights. */
export interface OptimizerRule {
  /** Names of its variables beside each weight: of the weight's shape, 0 at first. */
  readonly slots: readonly string[];
  /** What changes from step to step, computed outside the graph in double precision: `step` from 0. */
  numbers(step: number, learningRate: number): number[];
  update(update: Update): Operation;
}
