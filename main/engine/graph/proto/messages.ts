import protobuf from 'protobufjs/light.js';

/**
 * TensorFlow's own messages, as far as a SavedModel of ours fills them: names, types and field
 * numbers of tensorflow/core/framework/{tensor_shape,tensor,attr_value,node_def,
 * versions,graph}.proto and tensorflow/core/protobuf/{meta_graph,saved_model}.proto (Apache 2.0),
 * the same in every TensorFlow since 2.0. DataType is an enum there, written as int32 here, which is
 * the same on the wire.
 */
const descriptor = {
  nested: {
    TensorShapeProto: {
      fields: { dim: { rule: 'repeated', type: 'Dim', id: 2 } },
      nested: { Dim: { fields: { size: { type: 'int64', id: 1 } } } },
    },
    TensorProto: {
      fields: {
        dtype: { type: 'int32', id: 1 },
        tensorShape: { type: 'TensorShapeProto', id: 2 },
        tensorContent: { type: 'bytes', id: 4 },
      },
    },
    AttrValue: {
      oneofs: { value: { oneof: ['list', 's', 'i', 'f', 'b', 'type', 'shape', 'tensor'] } },
      fields: {
        list: { type: 'ListValue', id: 1 },
        s: { type: 'bytes', id: 2 },
        i: { type: 'int64', id: 3 },
        f: { type: 'float', id: 4 },
        b: { type: 'bool', id: 5 },
        type: { type: 'int32', id: 6 },
        shape: { type: 'TensorShapeProto', id: 7 },
        tensor: { type: 'TensorProto', id: 8 },
      },
      nested: {
        ListValue: {
          fields: {
            i: { rule: 'repeated', type: 'int64', id: 3 },
          },
        },
      },
    },
    NodeDef: {
      fields: {
        name: { type: 'string', id: 1 },
        op: { type: 'string', id: 2 },
        input: { rule: 'repeated', type: 'string', id: 3 },
        attr: { keyType: 'string', type: 'AttrValue', id: 5 },
      },
    },
    VersionDef: { fields: { producer: { type: 'int32', id: 1 } } },
    GraphDef: {
      fields: {
        node: { rule: 'repeated', type: 'NodeDef', id: 1 },
        versions: { type: 'VersionDef', id: 4 },
      },
    },
    TensorInfo: {
      fields: {
        name: { type: 'string', id: 1 },
        dtype: { type: 'int32', id: 2 },
        tensorShape: { type: 'TensorShapeProto', id: 3 },
      },
    },
    SignatureDef: {
      fields: {
        inputs: { keyType: 'string', type: 'TensorInfo', id: 1 },
        outputs: { keyType: 'string', type: 'TensorInfo', id: 2 },
        methodName: { type: 'string', id: 3 },
      },
    },
    MetaGraphDef: {
      fields: {
        metaInfoDef: { type: 'MetaInfoDef', id: 1 },
        graphDef: { type: 'GraphDef', id: 2 },
        signatureDef: { keyType: 'string', type: 'SignatureDef', id: 5 },
      },
      nested: {
        MetaInfoDef: { fields: { tags: { rule: 'repeated', type: 'string', id: 4 } } },
      },
    },
    SavedModel: {
      fields: {
        savedModelSchemaVersion: { type: 'int64', id: 1 },
        metaGraphs: { rule: 'repeated', type: 'MetaGraphDef', id: 2 },
      },
    },
  },
};

export const savedModelMessage = protobuf.Root.fromJSON(descriptor).lookupType('SavedModel');

/** Values of the enum DataType (tensorflow/core/framework/types.proto). */
export const dataTypes = {
  float32: 1,
  int32: 3,
  uint8: 4,
  string: 7,
  int64: 9,
  bool: 10,
  resource: 20,
} as const;
export type DataType = keyof typeof dataTypes;

/** The messages' plain forms, for those that graph/ builds. */
export interface ShapeMessage {
  dim: { size: number }[];
}
export interface AttributeMessage {
  s?: Uint8Array;
  i?: number;
  f?: number;
  b?: boolean;
  type?: number;
  shape?: ShapeMessage;
  tensor?: { dtype: number; tensorShape: ShapeMessage; tensorContent: Uint8Array };
  list?: { i: number[] };
}
export interface NodeMessage {
  name: string;
  op: string;
  input: string[];
  attr: Record<string, AttributeMessage>;
}
