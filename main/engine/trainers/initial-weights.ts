import type { NetworkSpec } from '../../../preload/contract.ts';
import { weightInfos, type WeightInfo } from '../network/parameters.ts';
import { sizeOf } from '../network/shapes.ts';
import { RandomGenerator } from './random.ts';
import type { Weights } from './trainer.ts';

/**
 * The weights a training starts from, the same on both engines. As Keras has them: kernels Glorot
 * uniform, that is uniform in ±√(6 / (fanIn + fanOut)) (Glorot and Bengio, AISTATS 2010, eq. 16),
 * biases, beta and moving means 0, gamma and moving variances 1. Each layer draws from its own
 * stream of the seed: changing a layer leaves the first weights of the others as they were.
 */
export function initialWeights(network: NetworkSpec, seed: number): Weights {
  return weightInfos(network).map((weight) => ({
    name: weight.name,
    shape: weight.shape,
    values: initialValues(weight, seed),
  }));
}

function initialValues({ kind, layer, shape, fanIn, fanOut }: WeightInfo, seed: number) {
  const values = new Float32Array(sizeOf(shape));
  if (kind === 'gamma' || kind === 'movingVariance') return values.fill(1);
  if (kind !== 'kernel') return values;
  const limit = Math.sqrt(6 / (fanIn + fanOut));
  const random = RandomGenerator.seeded(seed, layer);
  return values.map(() => (2 * random.fraction() - 1) * limit);
}
