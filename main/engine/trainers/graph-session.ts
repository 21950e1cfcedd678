import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tensor } from '@tensorflow/tfjs-node';
import type { Graph } from '../graph/builder.ts';
import { encodeSavedModel, savedModelTag } from '../graph/saved-model.ts';
import type { TensorFlow } from './tfjs-node.ts';

type LoadedSignature = Awaited<ReturnType<TensorFlow['node']['loadSavedModel']>>;

/** What a signature takes and gives: float32 and int32 arrays with their shapes, or bytes as one string. */
export type Feed = { values: Float32Array | Int32Array; shape: number[] } | { bytes: Uint8Array };
export type Feeds = Record<string, Feed>;
export type Fetched = Record<string, Float32Array | Int32Array>;

/** A graph of ours in a TensorFlow session of its own, with its own variables. */
export class GraphSession {
  readonly #tf: TensorFlow;
  readonly #models: ReadonlyMap<string, LoadedSignature>;

  private constructor(tf: TensorFlow, models: ReadonlyMap<string, LoadedSignature>) {
    this.#tf = tf;
    this.#models = models;
  }

  /** Loads the graph by way of a temporary folder, which is gone again when this resolves. */
  static async open(tf: TensorFlow, graph: Graph): Promise<GraphSession> {
    // A new folder each time: tfjs-node gives signatures of one folder the same session.
    const folder = await mkdtemp(join(tmpdir(), 'mebae-graph-'));
    const models = new Map<string, LoadedSignature>();
    try {
      await writeFile(join(folder, 'saved_model.pb'), encodeSavedModel(graph));
      for (const name of Object.keys(graph.signatures)) {
        models.set(name, await tf.node.loadSavedModel(folder, [savedModelTag], name));
      }
    } catch (error) {
      for (const model of models.values()) model.dispose();
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    return new GraphSession(tf, models);
  }

  has(signature: string): boolean {
    return this.#models.has(signature);
  }

  /** Runs a signature, on this thread, to its end. */
  run(signature: string, feeds: Feeds = {}): Fetched {
    const model = this.#models.get(signature);
    if (!model) throw new Error(`no signature ${signature}`);
    const inputs: Record<string, Tensor> = {};
    let outputs: Record<string, Tensor> = {};
    try {
      for (const [name, feed] of Object.entries(feeds)) {
        inputs[name] =
          'bytes' in feed
            ? this.#tf.tensor1d([feed.bytes as never], 'string')
            : this.#tf.tensor(feed.values, feed.shape);
      }
      outputs = model.predict(inputs) as Record<string, Tensor>;
      return Object.fromEntries(
        Object.entries(outputs).map(([name, tensor]) => [
          name,
          tensor.dataSync() as Float32Array | Int32Array,
        ]),
      );
    } finally {
      this.#tf.dispose([inputs, outputs]);
    }
  }

  /** Closes the session: its variables' memory is free again. */
  close(): void {
    for (const model of this.#models.values()) model.dispose();
  }
}
