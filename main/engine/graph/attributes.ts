import {
  dataTypes,
  type AttributeMessage,
  type DataType,
  type ShapeMessage,
} from './proto/messages.ts';

/** A node's constants, by the names that its operation's definition gives them. */
export type Attributes = Readonly<Record<string, AttributeMessage>>;

const utf8 = new TextEncoder();

/** -1 stands for a side that only the run knows. */
export function shapeMessage(shape: readonly number[]): ShapeMessage {
  return { dim: shape.map((size) => ({ size })) };
}

export const type = (value: DataType): AttributeMessage => ({ type: dataTypes[value] });
export const integer = (value: number): AttributeMessage => ({ i: value });
export const integers = (values: readonly number[]): AttributeMessage => ({
  list: { i: [...values] },
});
export const float = (value: number): AttributeMessage => ({ f: value });
export const flag = (value: boolean): AttributeMessage => ({ b: value });
export const text = (value: string): AttributeMessage => ({ s: utf8.encode(value) });
export const shape = (value: readonly number[]): AttributeMessage => ({
  shape: shapeMessage(value),
});

/** A constant's value, row-major; little-endian like every machine TensorFlow runs on. */
export function tensorValue(
  values: Float32Array | Int32Array,
  dimensions: readonly number[],
): AttributeMessage {
  return {
    tensor: {
      dtype: values instanceof Float32Array ? dataTypes.float32 : dataTypes.int32,
      tensorShape: shapeMessage(dimensions),
      tensorContent: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    },
  };
}
