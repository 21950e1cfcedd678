import { integers, text, type Attributes } from '../attributes.ts';
import type { Scope, Tensor } from '../builder.ts';
import { single, T } from './node.ts';
import { int32s } from './values.ts';

/** How a square window slides over height and width. */
export interface Sliding {
  stride: number;
  padding: 'same' | 'valid';
}
export interface Pool extends Sliding {
  size: number;
}

const sliding = (x: Tensor, { stride, padding }: Sliding): Attributes => ({
  ...T(x),
  strides: integers([1, stride, stride, 1]),
  padding: text(padding.toUpperCase()),
  // The only layout that TensorFlow's convolutions and pools know on a processor.
  data_format: text('NHWC'),
});

export const convolution = (scope: Scope, x: Tensor, kernel: Tensor, window: Sliding) =>
  single(scope, 'Conv2D', [x, kernel], sliding(x, window));
export const convolutionKernelGradient = (
  scope: Scope,
  x: Tensor,
  kernelShape: readonly number[],
  gradient: Tensor,
  window: Sliding,
) =>
  single(
    scope,
    'Conv2DBackpropFilter',
    [x, int32s(scope, kernelShape), gradient],
    sliding(x, window),
  );
export const convolutionInputGradient = (
  scope: Scope,
  inputShape: Tensor,
  kernel: Tensor,
  gradient: Tensor,
  window: Sliding,
) =>
  single(
    scope,
    'Conv2DBackpropInput',
    [inputShape, kernel, gradient],
    sliding(gradient, window),
    gradient.type,
  );

const pooling = (x: Tensor, pool: Pool): Attributes => ({
  ...sliding(x, pool),
  ksize: integers([1, pool.size, pool.size, 1]),
});
export const maxPool = (scope: Scope, x: Tensor, pool: Pool) =>
  single(scope, 'MaxPool', [x], pooling(x, pool));
export const maxPoolGradient = (
  scope: Scope,
  x: Tensor,
  output: Tensor,
  gradient: Tensor,
  pool: Pool,
) => single(scope, 'MaxPoolGrad', [x, output, gradient], pooling(x, pool));
export const averagePool = (scope: Scope, x: Tensor, pool: Pool) =>
  single(scope, 'AvgPool', [x], pooling(x, pool));
export const averagePoolGradient = (
  scope: Scope,
  inputShape: Tensor,
  gradient: Tensor,
  pool: Pool,
) => single(scope, 'AvgPoolGrad', [inputShape, gradient], pooling(gradient, pool), gradient.type);
