import type { Feeds, Fetched } from './graph-session.ts';
import type { NamedTensor } from './trainer.ts';

/** Names and shapes that tensors must have. */
export type Expected = readonly { name: string; shape: readonly number[] }[];

/** As a signature's inputs. Throws where a tensor is missing, too many or of another shape. */
export function toFeeds(tensors: readonly NamedTensor[], expected: Expected): Feeds {
  const given = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  if (given.size !== expected.length || tensors.length !== expected.length) {
    throw new Error(`${tensors.length} tensors given, ${expected.length} expected`);
  }
  return Object.fromEntries(
    expected.map(({ name, shape }) => {
      const tensor = given.get(name);
      if (!tensor) throw new Error(`tensor ${name} is missing`);
      if (tensor.shape.join() !== shape.join()) {
        throw new Error(`tensor ${name} has shape [${tensor.shape.join()}], not [${shape.join()}]`);
      }
      return [name, { values: tensor.values, shape: [...shape] }];
    }),
  );
}

/** From a signature's outputs, in the expected order. */
export function fromFetched(fetched: Fetched, expected: Expected): NamedTensor[] {
  return expected.map(({ name, shape }) => ({
    name,
    shape: [...shape],
    values: fetched[name] as Float32Array,
  }));
}
