import type { LayerForward } from './layer.ts';
import { tf } from './tfjs.ts';

/** [batch, height, width, channels] to [batch, height · width · channels], row by row. */
export const flatten: LayerForward<unknown> = (_layer, input) => ({
  output: tf.reshape(input, [input.shape[0] ?? 0, -1]),
  backward: (gradient) => ({ input: tf.reshape(gradient, input.shape), weights: {} }),
});
