import type { Layer } from '../../../../preload/contract.ts';
import type { LayerForward } from './layer.ts';
import { tf, type Tensor, type Tensor4D } from './tfjs.ts';

type PoolLayer = Extract<Layer, { kind: 'maxPool' | 'averagePool' }>;

/**
 * Largest value, or mean of the values, under a sliding square window. The way back gives each
 * gradient to the place where the largest value stood, or spreads it evenly over the window.
 */
export const pooling: LayerForward<PoolLayer> = ({ kind, size, stride, padding }, input) => {
  const picture = input as Tensor4D;
  const attributes = { filterSize: size, strides: stride, pad: padding };
  if (kind === 'maxPool') {
    const output = tf.maxPool(picture, size, stride, padding);
    return {
      output,
      backward: (gradient) => ({
        input: kernel(tf.MaxPoolGrad, { dy: gradient, input: raised(picture), output }, attributes),
        weights: {},
      }),
    };
  }
  return {
    output: tf.avgPool(picture, size, stride, padding),
    backward: (gradient) => ({
      input: kernel(
        tf.AvgPoolGrad,
        { dy: tf.mul(gradient, borderCorrection(picture, size, stride, padding)), input },
        attributes,
      ),
      weights: {},
    }),
  };
};

/**
 * The same order of values, all at least 1: tfjs's gradient kernel looks for the largest value from
 * the smallest positive float upwards, so that below zero it finds none and takes the first place.
 */
function raised(picture: Tensor): Tensor {
  return tf.add(tf.sub(picture, tf.min(picture)), 1);
}

/** tfjs has kernels for these gradients, but no function in front of them. */
function kernel(name: string, inputs: Record<string, Tensor>, attributes: object): Tensor {
  return tf.engine().runKernel(name, inputs as never, attributes as never) as Tensor;
}

/**
 * Window size over the number of its places inside the picture, by output place: at a border the
 * mean is over the places inside only, where tfjs's gradient kernel divides by all of the window.
 */
function borderCorrection(
  input: Tensor4D,
  size: number,
  stride: number,
  padding: 'same' | 'valid',
): Tensor {
  const [, height, width] = input.shape;
  const info = tf.backend_util.computePool2DInfo(input.shape, size, stride, 1, padding);
  const inside = (place: number, before: number, side: number) => {
    const start = place * stride - before;
    return Math.min(start + size, side) - Math.max(start, 0);
  };
  const rows = Float32Array.from(
    { length: info.outHeight },
    (_, row) => size / inside(row, info.padInfo.top, height),
  );
  const columns = Float32Array.from(
    { length: info.outWidth },
    (_, column) => size / inside(column, info.padInfo.left, width),
  );
  return tf.mul(
    tf.tensor(rows, [1, info.outHeight, 1, 1]),
    tf.tensor(columns, [1, 1, info.outWidth, 1]),
  );
}
