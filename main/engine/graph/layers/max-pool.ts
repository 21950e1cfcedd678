import type { Layer } from '../../../../preload/contract.ts';
import { maxPool as pool, maxPoolGradient } from '../operations/index.ts';
import type { LayerRule } from './layer.ts';

/**
 * The largest value of each window, channel by channel. Its gradient goes to where that value stood
 * (to the first of several equal ones) and adds up where windows overlap; all others get 0.
 * (LeCun et al. 1998; Goodfellow, Bengio and Courville, Deep Learning, 2016, 9.3.)
 */
export const maxPool: LayerRule<Extract<Layer, { kind: 'maxPool' }>> = (layer, x, { scope }) => {
  const output = pool(scope, x, layer);
  return {
    output,
    backward: (gradient, wantsInput) => ({
      input: wantsInput ? maxPoolGradient(scope, x, output, gradient, layer) : null,
      weights: {},
    }),
  };
};
