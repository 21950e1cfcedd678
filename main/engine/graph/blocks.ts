import type { Layer, NetworkSpec, TrainSpec } from '../../../preload/contract.ts';
import { weightInfos, type WeightKind } from '../network/parameters.ts';
import { sizeOf } from '../network/shapes.ts';
import type { Operation, Scope, Tensor, Variable } from './builder.ts';
import { layerNodes } from './layers/index.ts';
import type { LayerContext } from './layers/layer.ts';
import { assign, concatenate, int32s, read, split, sumOf } from './operations/index.ts';

/**
 * A weight, in blocks of a dense layer's neighbouring units: its kernel's columns, its biases. Most
 * are in one block, whole. An optimizer's kernel is one thread's work; a large dense layer's takes as
 * long as a sixth of the step, so it is kept in two blocks, which two threads move side by side.
 */
export type Blocks<T> = readonly T[];

/** More don't pay: what moves the weights waits for memory rather than for the processor. */
const most = 2;
/**
 * A kernel's weights from which on two blocks are faster. Measured on two cores, batch 128, seconds an
 * epoch of 60,000 pictures with one block and with two: 784 x 128 (100,352 weights) 0.113 and 0.105,
 * 784 x 512 0.36 and 0.33; 256 x 256 (65,536) beside 784 x 256 0.25 and 0.26.
 */
const worthBlocks = 80_000;

/** In how many blocks each layer's weights are kept where batches are cut in `parts`, by position. */
export function blockCounts(network: NetworkSpec, parts: number): number[] {
  const sizes = new Map(
    weightInfos(network)
      .filter(({ kind }) => kind === 'kernel')
      .map(({ layer, shape }) => [layer, sizeOf(shape)]),
  );
  return network.layers.map((layer, position) => {
    const isHidden = position < network.layers.length - 1;
    const isLarge = (sizes.get(position) ?? 0) >= worthBlocks;
    const fits = layer.kind === 'dense' && layer.units % most === 0;
    return parts >= most && isHidden && isLarge && fits ? most : 1;
  });
}

/** Pictures of a batch up to which threads gain by sharing a layer's units rather than the pictures. */
const largestShared = 256;

/**
 * Into how many parts the batches of a training are cut where `parts` threads share the work. Where
 * all of the work is in layers of as many blocks, each thread takes a block of units for all pictures
 * instead: it then sums its weights' gradients over the batch within one product, and moves them.
 * Measured on two cores, seconds an epoch of 60,000 pictures, two parts and two blocks: Dense 128 with
 * batches of 32 0.23 and 0.16, of 128 0.100 and 0.088, of 256 0.082 and 0.079, of 512 0.074 and 0.075.
 */
export function trainingParts(
  network: NetworkSpec,
  { batchSize, augmentation }: Pick<TrainSpec, 'batchSize' | 'augmentation'>,
  parts: number,
): number {
  const counts = blockCounts(network, parts);
  const hidden = network.layers.slice(0, -1);
  const isAllShared =
    counts.includes(parts) &&
    hidden.every(({ kind }, position) => kind === 'flatten' || counts[position] === parts);
  return isAllShared && batchSize <= largestShared && !augmentation ? 1 : parts;
}

type WeightVariables = ReadonlyMap<string, Blocks<Variable>>;

export const isInBlocks = (weights: WeightVariables, position: number): boolean =>
  (weights.get(`${position}/kernel`)?.length ?? 1) > 1;

/** Whether threads share units, and not pictures, where a batch is in so many parts. */
export const sharesUnits = (weights: WeightVariables, parts: number): boolean =>
  parts === 1 && [...weights.values()].some((blocks) => blocks.length > 1);

/** The variables that hold `variable` in `count` blocks of its last axis. */
export function variablesInBlocks(variable: Variable, count: number): Blocks<Variable> {
  if (count === 1) return [variable];
  const last = variable.shape.at(-1)! / count;
  return Array.from({ length: count }, (_, block) => ({
    ...variable,
    name: `${variable.name}/block${block}`,
    shape: [...variable.shape.slice(0, -1), last],
  }));
}

/** The whole shape of what is kept in blocks. */
export const shapeInBlocks = (blocks: Blocks<Variable>): readonly number[] => {
  const { shape } = blocks[0]!;
  return [...shape.slice(0, -1), shape.at(-1)! * blocks.length];
};

/** Every weight's values, block by block, under its key. */
export const readInBlocks = (scope: Scope, variables: WeightVariables) =>
  new Map([...variables].map(([key, blocks]) => [key, blocks.map((block) => read(scope, block))]));

/** All blocks' values as one tensor. */
export const readWhole = (scope: Scope, blocks: Blocks<Variable>): Tensor =>
  concatenate(
    scope,
    blocks.map((block) => read(scope, block)),
    blocks[0]!.shape.length - 1,
  );

/** Sets all blocks from one tensor. */
export function assignWhole(scope: Scope, blocks: Blocks<Variable>, value: Tensor): Operation[] {
  const { shape } = blocks[0]!;
  const values = apart(scope, value, blocks.length, shape.at(-1)!, shape.length - 1);
  return blocks.map((block, index) => assign(scope, block, values[index]!));
}

export interface LayerInBlocks {
  output: Tensor;
  backward(
    gradient: Tensor,
    wantsInput: boolean,
  ): { input: Tensor | null; weights: Partial<Record<WeightKind, Blocks<Tensor>>> };
}

/**
 * A layer whose weights are in blocks: as many layers of fewer units side by side, each with a
 * context of its own, their outputs one after another along the units' axis. With one context, the
 * layer itself.
 */
export function layerInBlocks(
  layer: Layer,
  input: Tensor,
  contexts: Blocks<LayerContext>,
): LayerInBlocks {
  const { scope, outputShape } = contexts[0]!;
  const nodes = contexts.map((context) => layerNodes(layer, input, context));
  const outputs = nodes.map(({ output }) => output);
  return {
    output: concatenate(scope, outputs, 1),
    backward(gradient, wantsInput) {
      const units = outputShape.at(-1)! / nodes.length;
      const gradients = apart(scope, gradient, nodes.length, units, 1);
      const all = nodes.map((node, block) => node.backward(gradients[block]!, wantsInput));
      const kinds = Object.keys(all[0]!.weights) as WeightKind[];
      const inputs = all.flatMap((one) => one.input ?? []);
      return {
        input: inputs.length > 0 ? sumOf(scope, inputs) : null,
        weights: Object.fromEntries(
          kinds.map((kind) => [kind, all.map(({ weights }) => weights[kind]!)]),
        ),
      };
    },
  };
}

const apart = (scope: Scope, x: Tensor, count: number, size: number, axis: number) =>
  count === 1 ? [x] : split(scope, x, int32s(scope, Array<number>(count).fill(size)), count, axis);
