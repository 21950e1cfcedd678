import { flag, text } from '../attributes.ts';
import type { Scope, Tensor } from '../builder.ts';
import { single, T } from './node.ts';

export const matrixProduct = (
  scope: Scope,
  a: Tensor,
  b: Tensor,
  { transposeA = false, transposeB = false }: { transposeA?: boolean; transposeB?: boolean } = {},
) =>
  single(scope, 'MatMul', [a, b], {
    ...T(a),
    transpose_a: flag(transposeA),
    transpose_b: flag(transposeB),
  });

export const addBias = (scope: Scope, x: Tensor, bias: Tensor) =>
  single(scope, 'BiasAdd', [x, bias], { ...T(x), data_format: text('NHWC') });

/** The sum over all axes but the last. */
export const biasGradient = (scope: Scope, gradient: Tensor) =>
  single(scope, 'BiasAddGrad', [gradient], { ...T(gradient), data_format: text('NHWC') });
