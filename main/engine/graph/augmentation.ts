import type { NetworkSpec, TrainSpec } from '../../../preload/contract.ts';
import type { Scope, Tensor } from './builder.ts';
import {
  add,
  cast,
  concatenate,
  constant,
  cosine,
  float32,
  greaterEqual,
  int32s,
  multiply,
  pack,
  projectPictures,
  randomUniform,
  shapeOf,
  sine,
  slice,
  subtract,
  unpack,
} from './operations/index.ts';

/**
 * Each picture [batch, height, width, channels] moved a little, drawn anew in every step: flipped
 * left to right half the time, rotated by up to ±`rotate` degrees about its centre, shifted by up to
 * ±`shift` pixels each way. What comes in from outside repeats the edge's pixels; values between
 * pixels are bilinear.
 *
 * The output's pixel (x, y) is taken from the input's (x', y'), about the centre (c, e), with f = ±1,
 * angle θ and shifts s, t:
 *   x' = f (cos θ (x - c) - sin θ (y - e)) + c + s     y' = sin θ (x - c) + cos θ (y - e) + e + t
 * The operation takes, a picture, the numbers [a₀ a₁ a₂ b₀ b₁ b₂ 0 0] of
 *   x' = a₀ x + a₁ y + a₂                              y' = b₀ x + b₁ y + b₂
 */
export function augment(
  scope: Scope,
  pictures: Tensor,
  { input }: NetworkSpec,
  { shift, rotate, flip }: NonNullable<TrainSpec['augmentation']>,
  seed: Tensor,
): Tensor {
  const number = (value: number) => float32(scope, value);
  const times = (a: Tensor, b: Tensor) => multiply(scope, a, b);
  const plus = (a: Tensor, b: Tensor) => add(scope, a, b);
  const minus = (a: Tensor, b: Tensor) => subtract(scope, a, b);

  // Four numbers in [-1, 1) a picture.
  const batch = slice(scope, shapeOf(scope, pictures), int32s(scope, [0]), int32s(scope, [1]));
  const uniform = randomUniform(scope, concatenate(scope, [batch, int32s(scope, [4])]), seed);
  const draws = minus(times(uniform, number(2)), number(1));
  const [turn, right, down, side] = unpack(scope, draws, 4, 1) as [Tensor, Tensor, Tensor, Tensor];

  const theta = times(turn, number((rotate * Math.PI) / 180));
  const cos = cosine(scope, theta);
  const sin = sine(scope, theta);
  const isFlipped = cast(scope, greaterEqual(scope, side, number(flip ? 0 : 1)), 'float32');
  const f = minus(number(1), times(isFlipped, number(2)));
  const [c, e] = [number((input.width - 1) / 2), number((input.height - 1) / 2)];

  const a0 = times(f, cos);
  const a1 = times(f, minus(number(0), sin));
  const a2 = minus(plus(c, times(right, number(shift))), plus(times(a0, c), times(a1, e)));
  const b2 = minus(plus(e, times(down, number(shift))), plus(times(sin, c), times(cos, e)));
  const zero = times(turn, number(0));
  const transforms = pack(scope, [a0, a1, a2, sin, cos, b2, zero, zero], 1);
  const size = constant(scope, Int32Array.of(input.height, input.width), [2]);
  return projectPictures(scope, pictures, transforms, size);
}
