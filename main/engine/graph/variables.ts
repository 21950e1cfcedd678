import type { NetworkSpec } from '../../../preload/contract.ts';
import { weightInfos } from '../network/parameters.ts';
import { inputShape, sizeOf } from '../network/shapes.ts';
import { blockCounts, shapeInBlocks, variablesInBlocks, type Blocks } from './blocks.ts';
import type { Variable } from './builder.ts';

/** Pictures as bytes [count, height · width · channels], and their classes [count]. */
export interface LabelledVariables {
  images: Variable;
  labels: Variable;
}

export function labelledVariables(
  name: string,
  network: NetworkSpec,
  count: number,
): LabelledVariables {
  return {
    images: {
      name: `${name}/images`,
      type: 'uint8',
      shape: [count, sizeOf(inputShape(network))],
    },
    labels: { name: `${name}/labels`, type: 'int32', shape: [count] },
  };
}

/** Every weight's variables by the weight's name, in layer order; see blocks.ts. */
export function weightVariables(network: NetworkSpec, parts = 1): Map<string, Blocks<Variable>> {
  const counts = blockCounts(network, parts);
  return new Map(
    weightInfos(network).map(({ name, layer, shape }) => [
      name,
      variablesInBlocks({ name: `weights/${name}`, type: 'float32', shape }, counts[layer]!),
    ]),
  );
}

/** The optimizer's variables of every trainable weight, by the weight's name. */
export function slotVariables(
  network: NetworkSpec,
  slots: readonly string[],
  parts = 1,
): Map<string, Blocks<Variable>[]> {
  const counts = blockCounts(network, parts);
  return new Map(
    weightInfos(network)
      .filter(({ trainable }) => trainable)
      .map(({ name, layer, shape }) => [
        name,
        slots.map((slot) =>
          variablesInBlocks(
            { name: `optimizer/${name}/${slot}`, type: 'float32', shape },
            counts[layer]!,
          ),
        ),
      ]),
  );
}

/** The names and shapes of the tensors that an optimizer keeps of a network, `<weight>/<slot>`. */
export const slotTensors = (network: NetworkSpec, slots: readonly string[]) =>
  [...slotsByName(slotVariables(network, slots), slots)].map(([name, blocks]) => ({
    name,
    shape: shapeInBlocks(blocks),
  }));

/** The same variables by `<weight>/<slot>`. */
export function slotsByName(
  slots: ReadonlyMap<string, readonly Blocks<Variable>[]>,
  names: readonly string[],
): Map<string, Blocks<Variable>> {
  return new Map(
    [...slots].flatMap(([weight, variables]) =>
      variables.map((blocks, index): [string, Blocks<Variable>] => [
        `${weight}/${names[index]}`,
        blocks,
      ]),
    ),
  );
}
