import type { NetworkSpec } from '../../../../preload/contract.ts';
import type { Classifier, Inspection, Weights } from '../trainer.ts';
import { inspectPicture, predictAll } from './inference.ts';
import { PortableNetwork } from './network.ts';

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

  async inspect(image: Uint8Array): Promise<Inspection> {
    return inspectPicture(this.#network, this.#spec, image);
  }

  async setWeights(weights: Weights): Promise<void> {
    this.#network.setWeights(weights);
  }

  dispose(): void {
    this.#network.dispose();
  }
}
