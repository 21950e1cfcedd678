import type { NetworkSpec } from '../../../preload/contract.ts';
import { weightInfos, type WeightKind } from '../network/parameters.ts';
import { inputShape, outputShapes } from '../network/shapes.ts';
import type { Blocks } from './blocks.ts';
import type { Operation, Scope, Tensor } from './builder.ts';
import type { TrainingContext } from './layers/layer.ts';
import { cast, float32, multiply, reshape } from './operations/index.ts';
import { layerInParts, type LayerOfParts, type Parts } from './parts.ts';

/** A network with its nodes in place, from pictures to logits. */
export interface NetworkNodes {
  layers: readonly LayerOfParts[];
  /** Before the softmax: [part of the batch, classes]. */
  logits: Parts;
}

/** What the layers of a network that is being trained need besides. */
export interface Training {
  /** How many pictures each part holds: [parts] int32. */
  sizes: Tensor;
  context(position: number, part: number): TrainingContext;
}

/** A weight's gradient, in the weight's blocks. */
export interface WeightGradient {
  gradient: Blocks<Tensor>;
  /** What computes its layer's in each part, before the parts are summed. */
  terms: readonly (readonly Operation[])[];
  /** Who must have read the weight before it may change. */
  readers: readonly Operation[];
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
  pictures: Parts,
  weight: (name: string) => Blocks<Tensor>,
  training: Training | null = null,
): NetworkNodes {
  const shapes = [inputShape(network), ...outputShapes(network)];
  const last = network.layers.length - 1;
  let values = pictures;
  const layers = network.layers.map((layer, position) => {
    const isOutput = position === last && layer.kind === 'dense';
    const rule = isOutput ? { ...layer, activation: 'linear' as const } : layer;
    const blocks = layer.kind === 'dense' ? weight(`${position}/kernel`) : [null];
    const contexts = (part: number) =>
      blocks.map((_, block) => ({
        scope,
        position,
        inputShape: shapes[position]!,
        outputShape: shapes[position + 1]!,
        weight: (kind: WeightKind) => weight(`${position}/${kind}`)[block]!,
        training: training?.context(position, part) ?? null,
      }));
    const nodes = layerInParts(rule, values, training?.sizes ?? null, contexts);
    values = nodes.outputs;
    return nodes;
  });
  return { layers, logits: values };
}

/** The network backwards: every trainable weight's gradient, by name, from ∂L/∂logits in the same parts (backpropagation). */
export function backwards(
  network: NetworkSpec,
  { layers }: NetworkNodes,
  gradients: Parts,
): Map<string, WeightGradient> {
  const trainable = weightInfos(network).filter((info) => info.trainable);
  const first = Math.min(...trainable.map(({ layer }) => layer));
  const found = new Map<string, WeightGradient>();
  let towards: Parts | null = gradients;
  for (let position = layers.length - 1; position >= first && towards; position -= 1) {
    // Below the first layer with weights nothing is left to learn: its share of the work is saved.
    const { inputs, weights, terms } = layers[position]!.backward(towards, position > first);
    const readers = inputs?.map(({ operation }) => operation) ?? [];
    for (const [kind, of] of Object.entries(weights)) {
      found.set(`${position}/${kind}`, { gradient: of, terms, readers });
    }
    towards = inputs;
  }
  return found;
}
