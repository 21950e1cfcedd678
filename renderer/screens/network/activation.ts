import type { Activation } from '../../../preload/contract.ts';

/** What stands for one number alone; softmax takes a whole layer's sums. */
export type UnitActivation = Exclude<Activation, 'softmax'>;
export const unitActivations = [
  'relu',
  'sigmoid',
  'tanh',
  'linear',
  'leakyRelu',
  'elu',
] as const satisfies readonly UnitActivation[];

/** Keras's slope of 'leaky_relu' below 0: the engine's own (a test compares). */
export const leakyReluSlope = 0.2;

const functions: Record<UnitActivation, (z: number) => number> = {
  relu: (z) => Math.max(0, z),
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  tanh: Math.tanh,
  linear: (z) => z,
  leakyRelu: (z) => (z > 0 ? z : leakyReluSlope * z),
  elu: (z) => (z > 0 ? z : Math.expm1(z)),
};

/** A unit's activation, from its sum. */
export function activate(activation: UnitActivation, sum: number): number {
  return functions[activation](sum);
}

/** The last layer's sums as probabilities, together 1. The highest is taken off first: e^z may be too large for a number. */
export function softmax(sums: ArrayLike<number>): Float32Array {
  const highest = Math.max(...Array.from(sums));
  const powers = Float64Array.from(sums, (z) => Math.exp(z - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return Float32Array.from(powers, (power) => power / total);
}
