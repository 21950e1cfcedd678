import type { Layer } from '../../../../preload/contract.ts';
import type { Tensor } from '../builder.ts';
import { averagePool } from './average-pool.ts';
import { batchNorm } from './batch-norm.ts';
import { conv2d } from './conv2d.ts';
import { dense } from './dense.ts';
import { dropout } from './dropout.ts';
import { flatten } from './flatten.ts';
import type { LayerContext, LayerNodes, LayerRule } from './layer.ts';
import { maxPool } from './max-pool.ts';

const rules: { [K in Layer['kind']]: LayerRule<Extract<Layer, { kind: K }>> } = {
  flatten,
  dense,
  conv2d,
  maxPool,
  averagePool,
  dropout,
  batchNorm,
};

export function layerNodes(layer: Layer, input: Tensor, context: LayerContext): LayerNodes {
  const rule = rules[layer.kind] as LayerRule<Layer>;
  return rule(layer, input, context);
}
