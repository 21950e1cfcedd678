import type { TrainSpec } from '../../../preload/contract.ts';
import type { Blocks } from './blocks.ts';
import type { Scope, Tensor } from './builder.ts';
import {
  add,
  divide,
  float32,
  halfSquaredNorm,
  maximum,
  multiply,
  squareRoot,
  sumOf,
} from './operations/index.ts';

/**
 * The gradient of the penalty l2 · Σ w² (Keras's regularizers.L2: without the ½ of some books), added:
 *   g + 2 · l2 · w
 */
export function addPenalty(scope: Scope, gradient: Tensor, weight: Tensor, l2: number): Tensor {
  return add(scope, gradient, multiply(scope, weight, float32(scope, 2 * l2)));
}

/**
 * All gradients scaled down together when their common norm is above `limit`
 * (Pascanu, Mikolov and Bengio, ICML 2013, algorithm 1; Keras's global_clipnorm):
 *   ‖g‖ = √(Σ over all tensors of Σ g²)     g ← g · limit / max(‖g‖, limit)
 */
export function clipByGlobalNorm(scope: Scope, gradients: readonly Tensor[], limit: number) {
  const halfSquares = gradients.map((gradient) => halfSquaredNorm(scope, gradient));
  const norm = squareRoot(scope, multiply(scope, sumOf(scope, halfSquares), float32(scope, 2)));
  const bound = float32(scope, limit);
  const factor = divide(scope, bound, maximum(scope, norm, bound));
  return gradients.map((gradient) => multiply(scope, gradient, factor));
}

/** The penalty added to the kernels' gradients, then all of them clipped, as Keras does in this order. */
export function finishGradients(
  scope: Scope,
  { l2, clipNorm }: TrainSpec,
  gradients: ReadonlyMap<string, { gradient: Blocks<Tensor> }>,
  values: ReadonlyMap<string, Blocks<Tensor>>,
): Map<string, Blocks<Tensor>> {
  const penalized = [...gradients].map(([name, { gradient }]): [string, Blocks<Tensor>] => {
    if (l2 === 0 || !name.endsWith('/kernel')) return [name, gradient];
    return [
      name,
      gradient.map((of, block) => addPenalty(scope, of, values.get(name)![block]!, l2)),
    ];
  });
  if (clipNorm === null) return new Map(penalized);
  const all = penalized.flatMap(([, blocks]) => blocks);
  const clipped = [...clipByGlobalNorm(scope, all, clipNorm)];
  return new Map(penalized.map(([name, blocks]) => [name, clipped.splice(0, blocks.length)]));
}
