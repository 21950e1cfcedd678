import type { NetworkSpec } from '../../../preload/contract.ts';
import { NativeClassifier } from './native-classifier.ts';
import { NativeTrainer } from './native-trainer.ts';
import { requireTrainable } from './requirements.ts';
import { loadTensorFlow } from './tfjs-node.ts';
import type { Backend, Classifier, TrainerOptions, Weights } from './trainer.ts';

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
      return NativeTrainer.create(tf, loaded.threads, options);
    },
    createClassifier: (network: NetworkSpec, weights: Weights): Promise<Classifier> =>
      NativeClassifier.create(tf, loaded.threads, network, weights),
  };
}
