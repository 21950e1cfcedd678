import { slidingPositions, type Shape } from '../../../../main/engine/network/shapes.ts';

interface Sliding {
  kernel: number;
  stride: number;
  padding: 'same' | 'valid';
}

/**
 * The pixels under a sliding window whose output stands at `position` (row x width + column of the
 * output). `pixel`: row x width + column of the picture; `inside`: the place within the window. What
 * hangs over the edge is left out: with padding `same`, TensorFlow puts the smaller half before.
 */
export function windowAt(
  { kernel, stride, padding }: Sliding,
  [height = 1, width = 1]: Shape,
  position: number,
): { inside: number; pixel: number }[] {
  const sliding = { size: kernel, stride, padding };
  const before = (side: number) => {
    if (padding === 'valid') return 0;
    const reached = (slidingPositions(side, sliding) - 1) * stride + kernel;
    return Math.floor(Math.max(0, reached - side) / 2);
  };
  const columns = slidingPositions(width, sliding);
  const top = Math.floor(position / columns) * stride - before(height);
  const left = (position % columns) * stride - before(width);
  return Array.from({ length: kernel * kernel }, (_, inside) => {
    const row = top + Math.floor(inside / kernel);
    const column = left + (inside % kernel);
    const isInside = row >= 0 && row < height && column >= 0 && column < width;
    return { inside, pixel: isInside ? row * width + column : -1 };
  }).filter(({ pixel }) => pixel >= 0);
}
