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
