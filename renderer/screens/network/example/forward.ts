import type { NamedTensor, NetworkSpec } from '../../../../preload/contract.ts';
import { activate, softmax } from '../activation.ts';
import { shapeBefore, type Inspection } from '../inside/inspection.ts';

/**
 * What a network of Flatten and dense layers makes of `input`, worked out in the window: for examples of
 * a few units, where the engine would only be in the way. Throws at any other layer.
 */
export function forward(
  network: NetworkSpec,
  weights: NamedTensor[],
  input: readonly number[],
): Inspection {
  const tensor = (name: string) => weights.find((weight) => weight.name === name)!.values;
  const activations: NamedTensor[] = [];
  let values: Float32Array = Float32Array.from(input);
  let sums = values;
  network.layers.forEach((layer, index) => {
    if (layer.kind === 'dense') {
      const [kernel, bias] = [tensor(`${index}/kernel`), tensor(`${index}/bias`)];
      const inputs = values;
      sums = Float32Array.from({ length: layer.units }, (_, unit) =>
        inputs.reduce(
          (sum, number, source) => sum + number * kernel[source * layer.units + unit]!,
          bias[unit]!,
        ),
      );
      const { activation } = layer;
      values = activation === 'softmax' ? softmax(sums) : sums.map((z) => activate(activation, z));
    } else if (layer.kind !== 'flatten') {
      throw new Error(`no example has a layer ${layer.kind}`);
    }
    const shape =
      layer.kind === 'dense' ? [layer.units] : [shapeBefore(network, 0).reduce((a, b) => a * b)];
    activations.push({ name: `${index}`, shape, values });
  });
  return {
    network,
    input: Float32Array.from(input),
    activations,
    logits: sums,
    probabilities: values,
    weights,
  };
}
