import type { Layer } from '../../../preload/contract.ts';
import type { WeightKind } from '../network/parameters.ts';
import { layerInBlocks, type Blocks } from './blocks.ts';
import type { Operation, Scope, Signature, Tensor } from './builder.ts';
import type { LayerContext } from './layers/layer.ts';
import { concatenate, split, sumOf } from './operations/index.ts';

/** A tensor cut along its first axis, the batch: one part for each thread. */
export type Parts = readonly Tensor[];

/** A layer's gradients: towards its input in the same parts, and of its weights over the whole batch. */
export interface GradientsOfParts {
  inputs: Parts | null;
  weights: Partial<Record<WeightKind, Blocks<Tensor>>>;
  /** What computes the weights' in each part, before the parts are summed. */
  terms: readonly (readonly Operation[])[];
}

export interface LayerOfParts {
  outputs: Parts;
  backward(gradients: Parts, wantsInput: boolean): GradientsOfParts;
}

/** The name of the signature that takes a batch in `parts` parts: `train/2`. */
export const inPartsName = (name: string, parts: number) => `${name}/${parts}`;

/**
 * Signatures that are there for a batch as a whole and for one in `parts` parts, by their names:
 * `train/1`, `train/2`. No part may be empty (TensorFlow's convolutions refuse it), so a batch with
 * fewer pictures than parts goes whole.
 */
export function wholeAndInParts(
  name: string,
  parts: number,
  signature: (parts: number) => Signature,
): Record<string, Signature> {
  const counts = [...new Set([1, parts])];
  return Object.fromEntries(counts.map((count) => [inPartsName(name, count), signature(count)]));
}

/** All parts as one tensor again. */
export const whole = (scope: Scope, parts: Parts): Tensor => concatenate(scope, parts);

/** `x` in parts of `sizes` [count] pictures, which `axis` counts. */
export const inParts = (scope: Scope, x: Tensor, sizes: Tensor, count: number, axis = 0): Parts =>
  count === 1 ? [x] : split(scope, x, sizes, count, axis);

/**
 * A layer for a batch in parts. Each part has nodes of its own, so that threads work on them side by
 * side and meet once a step, where a weight's gradient is summed over them (data parallelism: Dean et
 * al., "Large scale distributed deep networks", NIPS 2012, within one step). A thread for each
 * operation's halves would have to be woken ten times a step instead. The sum's order is fixed: the
 * same parts give the same bits, however many threads there are.
 */
export function layerInParts(
  layer: Layer,
  inputs: Parts,
  sizes: Tensor | null,
  contextsOf: (part: number) => Blocks<LayerContext>,
): LayerOfParts {
  const context = contextsOf(0)[0]!;
  // Batch normalization takes its mean and variance over the whole batch.
  if (layer.kind === 'batchNorm' && context.training && inputs.length > 1) {
    return joined(layer, inputs, sizes!, context);
  }
  const { scope } = context;
  const nodes = inputs.map((input, part) => layerInBlocks(layer, input, contextsOf(part)));
  return {
    outputs: nodes.map(({ output }) => output),
    backward(gradients, wantsInput) {
      const all = nodes.map((node, part) => node.backward(gradients[part]!, wantsInput));
      const kinds = Object.keys(all[0]!.weights) as WeightKind[];
      const sums = (kind: WeightKind) =>
        all[0]!.weights[kind]!.map((_, block) =>
          sumOf(
            scope,
            all.map(({ weights }) => weights[kind]![block]!),
          ),
        );
      const towards = all.map(({ input }) => input);
      return {
        inputs: towards.every((input) => input !== null) ? towards : null,
        weights: Object.fromEntries(kinds.map((kind) => [kind, sums(kind)])),
        terms: all.map(({ weights }) => operationsOf(Object.values(weights).flat())),
      };
    },
  };
}

const operationsOf = (tensors: readonly Tensor[]) => tensors.map(({ operation }) => operation);

function joined(layer: Layer, inputs: Parts, sizes: Tensor, context: LayerContext): LayerOfParts {
  const { scope } = context;
  const apart = (x: Tensor) => inParts(scope, x, sizes, inputs.length);
  const nodes = layerInBlocks(layer, whole(scope, inputs), [context]);
  return {
    outputs: apart(nodes.output),
    backward(gradients, wantsInput) {
      const { input, weights } = nodes.backward(whole(scope, gradients), wantsInput);
      const terms = [operationsOf(Object.values(weights).flat())];
      return { inputs: input && apart(input), weights, terms };
    },
  };
}
