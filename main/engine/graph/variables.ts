import type { NetworkSpec } from '../../../preload/contract.ts';
import { weightInfos } from '../network/parameters.ts';
import { inputShape, sizeOf } from '../network/shapes.ts';
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

/** Every weight's variable by the weight's name, in layer order. */
export function weightVariables(network: NetworkSpec): Map<string, Variable> {
  return new Map(
    weightInfos(network).map(({ name, shape }) => [
      name,
      { name: `weights/${name}`, type: 'float32', shape },
    ]),
  );
}

/** The optimizer's variables of every trainable weight, by the weight's name. */
export function slotVariables(
  network: NetworkSpec,
  slots: readonly string[],
): Map<string, Variable[]> {
  return new Map(
    weightInfos(network)
      .filter(({ trainable }) => trainable)
      .map(({ name, shape }) => [
        name,
        slots.map((slot): Variable => ({
          name: `optimizer/${name}/${slot}`,
          type: 'float32',
          shape,
        })),
      ]),
  );
}

/** The names and shapes of the tensors that an optimizer keeps of a network, `<weight>/<slot>`. */
export const slotTensors = (network: NetworkSpec, slots: readonly string[]) =>
  [...slotsByName(slotVariables(network, slots), slots)].map(([name, { shape }]) => ({
    name,
    shape,
  }));

/** The same variables by `<weight>/<slot>`. */
export function slotsByName(
  slots: ReadonlyMap<string, readonly Variable[]>,
  names: readonly string[],
): Map<string, Variable> {
  return new Map(
    [...slots].flatMap(([weight, variables]) =>
      variables.map((variable, index): [string, Variable] => [
        `${weight}/${names[index]}`,
        variable,
      ]),
    ),
  );
}
