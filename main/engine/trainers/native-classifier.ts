import type { NetworkSpec } from '../../../preload/contract.ts';
import { answeringGraph } from '../graph/answering-graph.ts';
import { weightInfos } from '../network/parameters.ts';
import { GraphSession } from './graph-session.ts';
import { answerBatch, predictPictures } from './native-answers.ts';
import { inspectPicture } from './native-inspection.ts';
import { partsFor } from './threads.ts';
import type { TensorFlow } from './tfjs-node.ts';
import type { Classifier, Inspection, Weights } from './trainer.ts';
import { toFeeds } from './weights.ts';

/** A trained network that answers through a TensorFlow graph (graph/answering-graph.ts). */
export class NativeClassifier implements Classifier {
  private constructor(
    private readonly session: GraphSession,
    private readonly network: NetworkSpec,
    private readonly parts: number,
  ) {}

  static async create(
    tf: TensorFlow,
    threads: number,
    network: NetworkSpec,
    weights: Weights,
  ): Promise<NativeClassifier> {
    const parts = partsFor(network, answerBatch(network), threads);
    const session = await GraphSession.open(tf, answeringGraph(network, parts));
    const classifier = new NativeClassifier(session, network, parts);
    try {
      await classifier.setWeights(weights);
      return classifier;
    } catch (error) {
      session.close();
      throw error;
    }
  }

  predict(images: Uint8Array): Promise<Float32Array> {
    return predictPictures(this.session, this.network, this.parts, images);
  }

  async inspect(image: Uint8Array): Promise<Inspection> {
    return inspectPicture(this.session, this.network, image);
  }

  async setWeights(weights: Weights): Promise<void> {
    this.session.run('writeWeights', toFeeds(weights, weightInfos(this.network)));
  }

  dispose(): void {
    this.session.close();
  }
}
