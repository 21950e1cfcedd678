import type { NetworkSpec } from '../../../preload/contract.ts';
import { weightInfos } from '../network/parameters.ts';
import { inputShape, outputShapes } from '../network/shapes.ts';
import type { Operation, Scope, Tensor } from './builder.ts';
import { layerNodes } from './layers/index.ts';
import type { LayerContext, LayerNodes } from './layers/layer.ts';
import { cast, float32, multiply, reshape } from './operations/index.ts';

/** A network with its nodes in place, from pictures to logits. */
export interface NetworkNodes {
  layers: readonly LayerNodes[];
  /** Before the softmax: [batch, classes]. */
  logits: Tensor;
}

/** A weight's gradient, and who must have read the weight before it may change. */
export interface WeightGradient {
  gradient: Tensor;
  readers: Operation[];
}

/** Bytes [batch, height · width · channels] as what the first layer takes: [batch, height, width, channels], 0 to 1. */
export function picturesFromBytes(scope: Scope, { input }: NetworkSpec, bytes: Tensor): Tensor {
  const scaled = multiply(scope, cast(scope, bytes, 'float32'), float32(scope, 1 / 255));
  return reshape(scope, scaled, [-1, input.height, input.width, input.channels]);
}

/** The network forwards. The last layer's softmax is left out: the loss, or who asks for probabilities, puts it on. */
export function forwards(
  scope: Scope,
  network: NetworkSpec,
  pictures: Tensor,
  weight: (name: string) => Tensor,
  training: ((position: number) => LayerContext['training']) | null = null,
): NetworkNodes {
  const shapes = [inputShape(network), ...outputShapes(network)];
  const last = network.layers.length - 1;
  let value = pictures;
  const layers = network.layers.map((layer, position) => {
    const isOutput = position === last && layer.kind === 'dense';
    const nodes = layerNodes(isOutput ? { ...layer, activation: 'linear' } : layer, value, {
      scope,
      position,
      inputShape: shapes[position]!,
      outputShape: shapes[position + 1]!,
      weight: (kind) => weight(`${position}/${kind}`),
      training: training?.(position) ?? null,
    });
    value = nodes.output;
    return nodes;
  });
  return { layers, logits: value };
}

/** The network backwards: every trainable weight's gradient, by name, from ∂L/∂logits (backpropagation). */
export function backwards(
  network: NetworkSpec,
  { layers }: NetworkNodes,
  gradient: Tensor,
): Map<string, WeightGradient> {
  const trainable = weightInfos(network).filter((info) => info.trainable);
  const first = Math.min(...trainable.map(({ layer }) => layer));
  const gradients = new Map<string, WeightGradient>();
  let towards: Tensor | null = gradient;
  for (let position = layers.length - 1; position >= first && towards; position -= 1) {
    // Below the first layer with weights nothing is left to learn: its share of the work is saved.
    const { input, weights } = layers[position]!.backward(towards, position > first);
    const readers = input?.operation ? [input.operation] : [];
    for (const [kind, of] of Object.entries(weights)) {
      gradients.set(`${position}/${kind}`, { gradient: of, readers });
    }
    towards = input;
  }
  return gradients;
}
