import { shapeMessage } from './attributes.ts';
import type { Graph, Tensor } from './builder.ts';
import { dataTypes, savedModelMessage } from './proto/messages.ts';

/** TensorFlow 2.5's version of the graph format: older than every library Mebae runs on. */
const producer = 716;

/** The tag by which tf.node.loadSavedModel finds the graph. */
export const savedModelTag = 'serve';

/**
 * The bytes of saved_model.pb. The loader (tensorflow/cc/saved_model/loader.cc) needs nothing beside
 * it: without a folder `variables` it restores nothing, and our own signatures set the variables.
 */
export function encodeSavedModel({ scope, signatures }: Graph): Uint8Array {
  const describe = (tensors: Record<string, Tensor>) =>
    Object.fromEntries(
      Object.entries(tensors).map(([key, { type, reference }]) => [
        key,
        { name: reference, dtype: dataTypes[type], tensorShape: shapeMessage([]) },
      ]),
    );
  return savedModelMessage
    .encode({
      savedModelSchemaVersion: 1,
      metaGraphs: [
        {
          metaInfoDef: { tags: [savedModelTag] },
          graphDef: {
            node: scope.nodes,
            versions: { producer },
          },
          signatureDef: Object.fromEntries(
            Object.entries(signatures).map(([name, { inputs, outputs }]) => [
              name,
              {
                inputs: describe(inputs),
                outputs: describe(outputs),
                methodName: 'tensorflow/serving/predict',
              },
            ]),
          ),
        },
      ],
    })
    .finish();
}
