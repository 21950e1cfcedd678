import type { NetworkSpec } from '../../../preload/contract.ts';
import { readInBlocks } from '../../../main/engine/graph/blocks.ts';
import { Scope, type Graph, type Tensor } from '../../../main/engine/graph/builder.ts';
import { crossEntropy } from '../../../main/engine/graph/loss.ts';
import {
  backwards,
  forwards,
  picturesFromBytes,
} from '../../../main/engine/graph/network-nodes.ts';
import * as operations from '../../../main/engine/graph/operations/index.ts';
import { inParts, whole } from '../../../main/engine/graph/parts.ts';
import { seedNumber } from '../../../main/engine/graph/seeds.ts';
import { writeSignature } from '../../../main/engine/graph/signatures.ts';
import { weightVariables } from '../../../main/engine/graph/variables.ts';
import { weightInfos } from '../../../main/engine/network/parameters.ts';
import { GraphSession } from '../../../main/engine/trainers/graph-session.ts';
import { toFeeds } from '../../../main/engine/trainers/weights.ts';
import type { Weights } from '../../../main/engine/trainers/trainer.ts';
import type { TensorFlow } from '../../../main/engine/trainers/tfjs-node.ts';

/** The step that the random layers draw for. */
const step = 7;

/**
 * The mean loss of a batch and every weight's gradient, by the nodes that training is made of. Large
 * dense layers' weights are in the blocks that suit so many `threads`.
 */
function gradientGraph(network: NetworkSpec, parts: readonly number[], threads: number): Graph {
  const batch = parts.reduce((sum, size) => sum + size, 0);
  const scope = new Scope();
  const weights = weightVariables(network, threads);
  const bytes = operations.placeholder(scope, 'bytes', 'string', [1]);
  const labels = operations.placeholder(scope, 'labels', 'int32', [batch]);
  const pixels = operations.decodeRaw(scope, bytes, 'uint8');
  const { height, width, channels } = network.input;
  const rows = operations.reshape(scope, pixels, [batch, height * width * channels]);
  const moving = new Map<string, Tensor>();
  const values = readInBlocks(scope, weights);
  const sizes = operations.int32s(scope, parts);
  const cut = (x: Tensor) => inParts(scope, x, sizes, parts.length);
  const pictures = cut(rows).map((part) => picturesFromBytes(scope, network, part));
  const nodes = forwards(scope, network, pictures, (name) => values.get(name)!, {
    sizes,
    context: (position, part) => ({
      seed: (place) =>
        operations.pack(scope, [
          operations.int32(scope, seedNumber(1, place + 100 * part)),
          operations.int32(scope, step),
        ]),
      moveTowards: (kind, target) => moving.set(`${position}/${kind}`, target),
    }),
  });
  const share = operations.float32(scope, 1 / batch);
  const answers = cut(labels);
  const all = nodes.logits.map((logits, part) =>
    crossEntropy(scope, logits, answers[part]!, share, null),
  );
  const towards = all.map(({ gradient }) => gradient);
  const gradients = backwards(network, nodes, towards);
  const losses = all.map((loss) => loss.losses);
  return {
    scope,
    signatures: {
      writeWeights: writeSignature(scope, weights),
      gradients: {
        inputs: { bytes, labels },
        outputs: {
          loss: operations.multiply(scope, operations.sum(scope, whole(scope, losses), [0]), share),
          ...Object.fromEntries(
            [...gradients].map(([name, { gradient }]) => [
              name,
              operations.concatenate(scope, gradient, weights.get(name)![0]!.shape.length - 1),
            ]),
          ),
          ...Object.fromEntries(moving),
        },
      },
    },
  };
}

export interface Batch {
  images: Uint8Array;
  labels: Uint8Array;
}

/** Computes losses and gradients of one network at any weights. */
export class GradientProbe {
  private constructor(
    private readonly session: GraphSession,
    private readonly network: NetworkSpec,
    private readonly batch: Batch,
  ) {}

  /** `parts`: how many pictures of the batch each of its parts holds; see gradientGraph. */
  static async open(
    tf: TensorFlow,
    network: NetworkSpec,
    batch: Batch,
    parts: readonly number[] = [batch.labels.length],
    threads = parts.length,
  ): Promise<GradientProbe> {
    const session = await GraphSession.open(tf, gradientGraph(network, parts, threads));
    return new GradientProbe(session, network, batch);
  }

  /** `loss`, every trainable weight's gradient, and for batchNorm the batch's mean and variance. */
  at(weights: Weights): Record<string, Float32Array> {
    this.session.run('writeWeights', toFeeds(weights, weightInfos(this.network)));
    return this.session.run('gradients', {
      bytes: { bytes: this.batch.images },
      labels: { values: Int32Array.from(this.batch.labels), shape: [this.batch.labels.length] },
    }) as Record<string, Float32Array>;
  }

  close(): void {
    this.session.close();
  }
}
