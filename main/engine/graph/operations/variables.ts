import { flag, shape, text, type, type Attributes } from '../attributes.ts';
import type { Operation, Scope, Tensor, Variable } from '../builder.ts';
import { single } from './node.ts';

const handle = (scope: Scope, { name, type: of, shape: dimensions }: Variable) =>
  scope.once(`handle of ${name}`, (outside) =>
    single(
      outside,
      'VarHandleOp',
      [],
      {
        dtype: type(of),
        shape: shape(dimensions),
        shared_name: text(name),
        container: text(''),
      },
      'resource',
    ),
  );

export const read = (scope: Scope, variable: Variable, after: readonly Operation[] = []) =>
  single(
    scope,
    'ReadVariableOp',
    [handle(scope, variable)],
    { dtype: type(variable.type) },
    variable.type,
    { after },
  );

/** Rows of a variable, picked by their numbers, without a copy of the whole. */
export const readRows = (scope: Scope, variable: Variable, rows: Tensor) =>
  single(
    scope,
    'ResourceGather',
    [handle(scope, variable), rows],
    { dtype: type(variable.type), Tindices: type(rows.type) },
    variable.type,
  );

/** Writes `values` into row `index`, a scalar. */
export const writeRow = (scope: Scope, variable: Variable, index: Tensor, values: Tensor) =>
  scope.add(
    'ResourceScatterUpdate',
    [handle(scope, variable), index, values],
    { dtype: type(variable.type), Tindices: type(index.type) },
    [],
  );

const update =
  (op: string) =>
  (scope: Scope, variable: Variable, value: Tensor, after: readonly Operation[] = []): Operation =>
    scope.add(op, [handle(scope, variable), value], { dtype: type(variable.type) }, [], { after });
export const assign = update('AssignVariableOp');
export const assignAdd = update('AssignAddVariableOp');
export const assignSubtract = update('AssignSubVariableOp');

/** One of TensorFlow's optimizer kernels: changes the variables in place. */
export function apply(
  scope: Scope,
  op: string,
  variables: readonly Variable[],
  scalarsAndGradient: readonly Tensor[],
  attributes: Attributes,
  after: readonly Operation[],
): Operation {
  const handles = variables.map((variable) => handle(scope, variable));
  const all = { T: type('float32'), use_locking: flag(false), ...attributes };
  return scope.add(op, [...handles, ...scalarsAndGradient], all, [], { after });
}
