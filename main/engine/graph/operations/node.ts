import { type, type Attributes } from '../attributes.ts';
import type { NodeOptions, Scope, Tensor } from '../builder.ts';
import type { DataType } from '../proto/messages.ts';

/** Adds an operation with one output, of its first input's type unless told otherwise. */
export function single(
  scope: Scope,
  op: string,
  inputs: readonly Tensor[],
  attributes: Attributes,
  outputType: DataType = inputs[0]!.type,
  options: NodeOptions = {},
): Tensor {
  return scope.add(op, inputs, attributes, [outputType], options).outputs[0]!;
}

/** The attribute by which most operations know their type. */
export const T = (tensor: Tensor): Attributes => ({ T: type(tensor.type) });
