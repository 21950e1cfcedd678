import type { NetworkSpec } from '../../../../preload/contract.ts';
import type { Classifier, NamedTensor, Weights } from '../trainer.ts';
import { predictAll } from './inference.ts';
import { PortableNetwork } from './network.ts';
import { pictureTensor, scaledBytes } from './pictures.ts';
import { tf, type Tensor } from './tfjs.ts';

/** A trained network that answers on WebAssembly; convolutions too. */
export class PortableClassifier implements Classifier {
  readonly #spec: NetworkSpec;
  readonly #network: PortableNetwork;

  constructor(network: NetworkSpec, weights: Weights) {
    this.#spec = network;
    this.#network = new PortableNetwork(network, weights);
  }

  predict(images: Uint8Array, count: number): Promise<Float32Array> {
    return predictAll(this.#network, this.#spec, images, count);
  }

  async activations(image: Uint8Array): Promise<NamedTensor[]> {
    const outputs: NamedTensor[] = [];
    tf.tidy(() => {
      const { input } = this.#spec;
      const pictures = pictureTensor(scaledBytes(image, input, 0, 1), input);
      const { runs, logits } = this.#network.forward(pictures, null);
      runs.forEach(({ output }, index) => {
        // The last layer passes its logits on; what it shows are the probabilities.
        const shown: Tensor = output === logits ? tf.softmax(logits) : output;
        const values = shown.dataSync() as Float32Array;
        outputs.push({ name: `${index}`, shape: shown.shape.slice(1), values });
      });
    });
    return outputs;
  }

  dispose(): void {
    this.#network.dispose();
  }
}
