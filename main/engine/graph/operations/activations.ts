import { float, type Attributes } from '../attributes.ts';
import type { Scope, Tensor } from '../builder.ts';
import { single, T } from './node.ts';

const forward = (op: string) => (scope: Scope, x: Tensor) => single(scope, op, [x], T(x));
/** Of the derivative: some take (gradient, output), some (output, gradient). */
const backward = (op: string) => (scope: Scope, a: Tensor, b: Tensor) =>
  single(scope, op, [a, b], T(a));

export const relu = forward('Relu');
export const reluGradient = backward('ReluGrad');
export const elu = forward('Elu');
export const eluGradient = backward('EluGrad');
export const sigmoid = forward('Sigmoid');
export const sigmoidGradient = backward('SigmoidGrad');
export const tanh = forward('Tanh');
export const tanhGradient = backward('TanhGrad');
/** Along the last axis. */
export const softmax = forward('Softmax');

const sloped = (x: Tensor, slope: number): Attributes => ({ ...T(x), alpha: float(slope) });
export const leakyRelu = (scope: Scope, x: Tensor, slope: number) =>
  single(scope, 'LeakyRelu', [x], sloped(x, slope));
export const leakyReluGradient = (scope: Scope, gradient: Tensor, signs: Tensor, slope: number) =>
  single(scope, 'LeakyReluGrad', [gradient, signs], sloped(gradient, slope));
