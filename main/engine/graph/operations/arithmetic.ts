import { flag, integer, type } from '../attributes.ts';
import type { Scope, Tensor } from '../builder.ts';
import { single, T } from './node.ts';
import { int32, int32s } from './values.ts';

// Broadcasting as NumPy does.
const binary = (op: string) => (scope: Scope, a: Tensor, b: Tensor) =>
  single(scope, op, [a, b], T(a));
export const add = binary('AddV2');
export const subtract = binary('Sub');
export const multiply = binary('Mul');
export const divide = binary('RealDiv');
export const maximum = binary('Maximum');

export const less = (scope: Scope, a: Tensor, b: Tensor) =>
  single(scope, 'Less', [a, b], T(a), 'bool');
export const greaterEqual = (scope: Scope, a: Tensor, b: Tensor) =>
  single(scope, 'GreaterEqual', [a, b], T(a), 'bool');
export const equal = (scope: Scope, a: Tensor, b: Tensor) =>
  single(scope, 'Equal', [a, b], { ...T(a), incompatible_shape_error: flag(true) }, 'bool');

const unary = (op: string) => (scope: Scope, x: Tensor) => single(scope, op, [x], T(x));
export const squareRoot = unary('Sqrt');
export const sine = unary('Sin');
export const cosine = unary('Cos');
/** Half the sum of squares, a scalar. */
export const halfSquaredNorm = unary('L2Loss');

/** Sum over `axes`, which fall away. */
export const sum = (scope: Scope, x: Tensor, axes: readonly number[]) =>
  single(scope, 'Sum', [x, int32s(scope, axes)], {
    ...T(x),
    Tidx: type('int32'),
    keep_dims: flag(false),
  });
/** The sum of tensors of one shape; a single one as it is. */
export const sumOf = (scope: Scope, terms: readonly Tensor[]) =>
  terms.length === 1
    ? terms[0]!
    : single(scope, 'AddN', terms, { ...T(terms[0]!), N: integer(terms.length) });

/** Where the largest number stands along `axis`, which falls away. */
export const argMax = (scope: Scope, x: Tensor, axis: number) =>
  single(
    scope,
    'ArgMax',
    [x, int32(scope, axis)],
    { ...T(x), Tidx: type('int32'), output_type: type('int32') },
    'int32',
  );
