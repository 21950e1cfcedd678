import { MebaeError, type Layer, type NetworkSpec } from '../../../../preload/contract.ts';
import { activationFunctions } from './activations.ts';
import type { LayerForward } from './layer.ts';
import { tf, type Tensor4D } from './tfjs.ts';

/**
 * y = f(x * W + b), answering only: tfjs's WebAssembly backend has no kernel for the gradient of
 * the filters (Conv2DBackpropFilter).
 */
export const convolution: LayerForward<Extract<Layer, { kind: 'conv2d' }>> = (
  { activation, stride, padding },
  input,
  { index, weight },
) => ({
  output: activationFunctions[activation].forward(
    tf.add(
      tf.conv2d(input as Tensor4D, weight('kernel') as Tensor4D, stride, padding),
      weight('bias'),
    ),
  ),
  backward: () => {
    throw cannotTrain(index);
  },
});

/** Throws MebaeError 'cannot-train-here' (values: `layer`, from 1) where the network has a convolution. */
export function requireNoConvolution(network: NetworkSpec): void {
  const index = network.layers.findIndex((layer) => layer.kind === 'conv2d');
  if (index >= 0) throw cannotTrain(index);
}

function cannotTrain(index: number): MebaeError {
  const layer = index + 1;
  return new MebaeError(
    'cannot-train-here',
    `layer ${layer} is a convolution, which the portable engine can't train: take it out, or use the native engine`,
    { layer, kind: 'conv2d' },
  );
}
