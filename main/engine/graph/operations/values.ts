import { flag, shape, tensorValue, type } from '../attributes.ts';
import type { Operation, Scope, Tensor } from '../builder.ts';
import type { DataType } from '../proto/messages.ts';
import { single, T } from './node.ts';

/** What a run feeds; -1 for a side that only the run knows. */
export const placeholder = (
  scope: Scope,
  name: string,
  of: DataType,
  dimensions: readonly number[],
) => single(scope, 'Placeholder', [], { dtype: type(of), shape: shape(dimensions) }, of, { name });

/** The same numbers in every run; equal constants are one node. */
export function constant(
  scope: Scope,
  values: Float32Array | Int32Array,
  dimensions: readonly number[] = [],
): Tensor {
  const of = values instanceof Float32Array ? 'float32' : 'int32';
  const value = tensorValue(values, dimensions);
  return scope.once(`${of} [${dimensions.join()}] ${values.join()}`, (outside) =>
    single(outside, 'Const', [], { dtype: type(of), value }, of),
  );
}
export const float32 = (scope: Scope, value: number) => constant(scope, Float32Array.of(value));
export const int32 = (scope: Scope, value: number) => constant(scope, Int32Array.of(value));
/** A list of whole numbers, such as a shape. */
export const int32s = (scope: Scope, values: readonly number[]) =>
  constant(scope, Int32Array.from(values), [values.length]);

/** The same value, once the operations `after` have run. */
export const identity = (scope: Scope, value: Tensor, after: readonly Operation[] = []) =>
  single(scope, 'Identity', [value], T(value), value.type, { after });

/** The same numbers in memory of their own. */
export const deepCopy = (scope: Scope, x: Tensor) => single(scope, 'DeepCopy', [x], T(x), x.type);

/** The bytes of a one-string tensor as numbers of type `to`, little-endian: [1, numbers]. */
export const decodeRaw = (scope: Scope, bytes: Tensor, to: DataType) =>
  single(scope, 'DecodeRaw', [bytes], { out_type: type(to), little_endian: flag(true) }, to);

export const cast = (scope: Scope, x: Tensor, to: DataType) =>
  single(scope, 'Cast', [x], { SrcT: type(x.type), DstT: type(to), Truncate: flag(false) }, to);

/** Uniform in [0, 1): the same for the same shape and the same two whole numbers in `seed`. */
export const randomUniform = (scope: Scope, dimensions: Tensor, seed: Tensor) =>
  single(
    scope,
    'StatelessRandomUniform',
    [dimensions, seed],
    { T: type('int32'), Tseed: type('int32'), dtype: type('float32') },
    'float32',
  );
