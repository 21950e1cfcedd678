import type { Activation } from '../../../../preload/contract.ts';

/** Keras's strings for activations. */
export const kerasActivations: Record<Activation, string> = {
  relu: 'relu',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  linear: 'linear',
  leakyRelu: 'leaky_relu',
  elu: 'elu',
  softmax: 'softmax',
};

/** `indent` spaces before every line. */
export function indented(lines: readonly string[], indent: number): string[] {
  return lines.map((line) => (line ? ' '.repeat(indent) + line : line));
}
