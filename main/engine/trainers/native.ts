import type { NetworkSpec } from '../../../preload/contract.ts';
import { answeringGraph } from '../graph/answering-graph.ts';
import { weightInfos } from '../network/parameters.ts';
import { outputShapes } from '../network/shapes.ts';
import { GraphSession } from './graph-session.ts';
import { NativeTrainer } from './native-trainer.ts';
import { requireTrainable } from './requirements.ts';
import { loadTensorFlow } from './tfjs-node.ts';
import type { Backend, Classifier, TrainerOptions, Weights } from './trainer.ts';
import { toFeeds } from './weights.ts';

/**
 * TensorFlow, loaded into this process. `threads`: see loadTensorFlow.
 * Rejects with what Node says where the library isn't there or doesn't fit.
 */
export async function loadNativeBackend({ threads }: { threads?: number } = {}): Promise<Backend> {
  const loaded = loadTensorFlow(threads);
  const { tf } = loaded;
  return {
    kind: 'native',
    version: loaded.version,
    threads: loaded.threads,
    createTrainer: async (options: TrainerOptions) => {
      requireTrainable(options);
      return NativeTrainer.create(tf, options);
    },
    createClassifier: async (network: NetworkSpec, weights: Weights): Promise<Classifier> => {
      const session = await GraphSession.open(tf, answeringGraph(network));
      session.run('writeWeights', toFeeds(weights, weightInfos(network)));
      const shapes = outputShapes(network);
      return {
        predict: async (images) =>
          session.run('predict', { bytes: { bytes: images } })['probabilities'] as Float32Array,
        activations: async (image) => {
          const outputs = session.run('activations', { bytes: { bytes: image } });
          return shapes.map((shape, layer) => ({
            name: `${layer}`,
            shape,
            values: outputs[`layer${layer}`] as Float32Array,
          }));
        },
        dispose: () => session.close(),
      };
    },
  };
}
