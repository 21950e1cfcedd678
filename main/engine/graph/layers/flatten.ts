import type { Layer } from '../../../../preload/contract.ts';
import { reshape } from '../operations/index.ts';
import type { LayerRule } from './layer.ts';

/** The same numbers in one row, height by height, then width, then channels; the gradient takes the old form. */
export const flatten: LayerRule<Extract<Layer, { kind: 'flatten' }>> = (_layer, x, context) => {
  const { scope, inputShape, outputShape } = context;
  return {
    output: reshape(scope, x, [-1, ...outputShape]),
    backward: (gradient, wantsInput) => ({
      input: wantsInput ? reshape(scope, gradient, [-1, ...inputShape]) : null,
      weights: {},
    }),
  };
};
