import { integer, type } from '../attributes.ts';
import type { Scope, Tensor } from '../builder.ts';
import { single, T } from './node.ts';
import { int32, int32s } from './values.ts';

/** -1 for the side that takes what is left. */
export const reshape = (scope: Scope, x: Tensor, dimensions: readonly number[]) =>
  single(scope, 'Reshape', [x, int32s(scope, dimensions)], { ...T(x), Tshape: type('int32') });
export const shapeOf = (scope: Scope, x: Tensor) =>
  single(scope, 'Shape', [x], { ...T(x), out_type: type('int32') }, 'int32');
export const expandAxis = (scope: Scope, x: Tensor, axis: number) =>
  single(scope, 'ExpandDims', [x, int32(scope, axis)], { ...T(x), Tdim: type('int32') });

/** Rows of `x`, picked by their numbers; one row without its axis for a scalar. */
export const gather = (scope: Scope, x: Tensor, rows: Tensor) =>
  single(scope, 'GatherV2', [x, rows, int32(scope, 0)], {
    Tparams: type(x.type),
    Tindices: type(rows.type),
    Taxis: type('int32'),
    batch_dims: integer(0),
  });
/** The part of `x` of size `sizes` from `start` on: vectors of one number an axis. */
export const slice = (scope: Scope, x: Tensor, start: Tensor, sizes: Tensor) =>
  single(scope, 'Slice', [x, start, sizes], { ...T(x), Index: type('int32') });

/** Tensors of one shape side by side along a new axis. */
export const pack = (scope: Scope, parts: readonly Tensor[], axis = 0) =>
  single(scope, 'Pack', parts, { ...T(parts[0]!), N: integer(parts.length), axis: integer(axis) });
/** The `count` parts of `x` along `axis`, which falls away. */
export const unpack = (scope: Scope, x: Tensor, count: number, axis = 0): readonly Tensor[] =>
  scope.add(
    'Unpack',
    [x],
    { ...T(x), num: integer(count), axis: integer(axis) },
    Array.from({ length: count }, () => x.type),
  ).outputs;
/** Tensors one after another along `axis`; a single one as it is. */
export const concatenate = (scope: Scope, parts: readonly Tensor[], axis = 0) =>
  parts.length === 1
    ? parts[0]!
    : single(scope, 'ConcatV2', [...parts, int32(scope, axis)], {
        ...T(parts[0]!),
        N: integer(parts.length),
        Tidx: type('int32'),
      });
/** `x` cut along `axis` into `count` parts of `sizes` [count] int32. */
export const split = (scope: Scope, x: Tensor, sizes: Tensor, count: number, axis = 0) =>
  scope.add(
    'SplitV',
    [x, sizes, int32(scope, axis)],
    { ...T(x), num_split: integer(count), Tlen: type('int32') },
    Array.from({ length: count }, () => x.type),
  ).outputs;
/** The same value throughout a shape that the run knows. */
export const fill = (scope: Scope, dimensions: Tensor, value: Tensor) =>
  single(
    scope,
    'Fill',
    [dimensions, value],
    { ...T(value), index_type: type(dimensions.type) },
    value.type,
  );
