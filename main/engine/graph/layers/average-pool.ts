import type { Layer } from '../../../../preload/contract.ts';
import { averagePool as pool, averagePoolGradient, shapeOf } from '../operations/index.ts';
import type { LayerRule } from './layer.ts';

/**
 * The mean of each window's n values, channel by channel; padding isn't counted in n. Each of the n
 * gets 1/n of the window's gradient, added up where windows overlap.
 */
export const averagePool: LayerRule<Extract<Layer, { kind: 'averagePool' }>> = (
  layer,
  x,
  { scope },
) => ({
  output: pool(scope, x, layer),
  backward: (gradient, wantsInput) => ({
    input: wantsInput ? averagePoolGradient(scope, shapeOf(scope, x), gradient, layer) : null,
    weights: {},
  }),
});
