import type { Layer } from '../../../../preload/contract.ts';
import type { LayerForward } from './layer.ts';
import { stepGenerator, streams } from './random.ts';
import { tf } from './tfjs.ts';

/**
 * In training each value is put to 0 with probability `rate`, and what stays is divided by
 * 1 - rate, so that the expectation is kept and answering needs no correction
 * (inverted dropout, as Keras has it; Srivastava et al., 2014, section 10).
 */
export const dropout: LayerForward<Extract<Layer, { kind: 'dropout' }>> = (
  { rate },
  input,
  { index, training },
) => {
  if (!training || rate === 0) {
    return { output: input, backward: (gradient) => ({ input: gradient, weights: {} }) };
  }
  const random = stepGenerator(training.seed, streams.dropout + index, training.step);
  const kept = 1 / (1 - rate);
  const factors = new Float32Array(input.size).map(() => (random.fraction() < rate ? 0 : kept));
  const mask = tf.tensor(factors, input.shape);
  return {
    output: tf.mul(input, mask),
    backward: (gradient) => ({ input: tf.mul(gradient, mask), weights: {} }),
  };
};
