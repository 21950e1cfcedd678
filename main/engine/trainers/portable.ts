import { requireNoConvolution } from './portable/convolution.ts';
import { PortableClassifier } from './portable/classifier.ts';
import { startWebAssembly, tf } from './portable/tfjs.ts';
import { PortableTrainer } from './portable/trainer.ts';
import { requireTrainable } from './requirements.ts';
import type { Backend } from './trainer.ts';

/**
 * The engine for computers where native TensorFlow can't be loaded: tfjs's WebAssembly kernels,
 * from plain files, on one thread (`threads` is therefore not heeded). Trains everything but
 * convolutions, answers with those too. Throws where WebAssembly itself can't start.
 */
export const loadPortableBackend: (options?: {
  threads?: number;
}) => Promise<Backend> = async () => {
  await startWebAssembly();
  return {
    kind: 'portable',
    version: tf.version_core,
    threads: 1,
    async createTrainer(options) {
      requireTrainable(options);
      requireNoConvolution(options.network);
      return new PortableTrainer(options);
    },
    async createClassifier(network, weights) {
      return new PortableClassifier(network, weights);
    },
  };
};
