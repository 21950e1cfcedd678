import type { Layer } from '../../../preload/contract.ts';
import type { WeightKind } from '../network/parameters.ts';
import type { Scope, Signature, Tensor } from './builder.ts';
import { layerNodes } from './layers/index.ts';
import type { LayerContext } from './layers/layer.ts';
import { concatenate, split, sumOf } from './operations/index.ts';

/** A tensor cut along its first axis, the batch: one part for each thread. */
export type Parts = readonly Tensor[];

/** A layer's gradients: towards its input in the same parts, and of its weights over the whole batch. */
export interface GradientsOfParts {
  inputs: Parts | null;
  weights: Partial<Record<WeightKind, Tensor>>;
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
export const whole = (scope: Scope, parts: Parts): Tensor =>
  parts.length === 1 ? parts[0]! : concatenate(scope, parts);

/** `x` in parts of `sizes` [count] pictures. */
export const inParts = (scope: Scope, x: Tensor, sizes: Tensor, count: number): Parts =>
  count === 1 ? [x] : split(scope, x, sizes, count);

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
  contextOf: (part: number) => LayerContext,
): LayerOfParts {
  const context = contextOf(0);
  // Batch normalization takes its mean and variance over the whole batch.
  if (layer.kind === 'batchNorm' && context.training && inputs.length > 1) {
    return joined(layer, inputs, sizes!, context);
  }
  const { scope } = context;
  const nodes = inputs.map((input, part) => layerNodes(layer, input, contextOf(part)));
  return {
    outputs: nodes.map(({ output }) => output),
    backward(gradients, wantsInput) {
      const all = nodes.map((node, part) => node.backward(gradients[part]!, wantsInput));
      const kinds = Object.keys(all[0]!.weights) as WeightKind[];
      const sum = (kind: WeightKind) => {
        const terms = all.map(({ weights }) => weights[kind]!);
        return terms.length === 1 ? terms[0]! : sumOf(scope, terms);
      };
      const towards = all.map(({ input }) => input);
      return {
        inputs: towards.every((input) => input !== null) ? towards : null,
        weights: Object.fromEntries(kinds.map((kind) => [kind, sum(kind)])),
      };
    },
  };
}

function joined(layer: Layer, inputs: Parts, sizes: Tensor, context: LayerContext): LayerOfParts {
  const { scope } = context;
  const apart = (x: Tensor) => inParts(scope, x, sizes, inputs.length);
  const nodes = layerNodes(layer, whole(scope, inputs), context);
  return {
    outputs: apart(nodes.output),
    backward(gradients, wantsInput) {
      const { input, weights } = nodes.backward(whole(scope, gradients), wantsInput);
      return { inputs: input && apart(input), weights };
    },
  };
}
