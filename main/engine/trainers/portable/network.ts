import type { Layer, NetworkSpec } from '../../../../preload/contract.ts';
import { weightInfos, type WeightInfo, type WeightKind } from '../../network/parameters.ts';
import type { NamedTensor, Weights } from '../trainer.ts';
import { batchNorm } from './batch-norm.ts';
import { convolution } from './convolution.ts';
import { dense } from './dense.ts';
import { dropout } from './dropout.ts';
import { flatten } from './flatten.ts';
import type { LayerContext, LayerRun, StepIdentity } from './layer.ts';
import { pooling } from './pooling.ts';
import { tf, type Tensor } from './tfjs.ts';

/** A batch's way through the network: every layer's run, in layer order. */
export interface NetworkRun {
  runs: LayerRun[];
  /** [pictures, classes], before softmax. */
  logits: Tensor;
}

interface Weight {
  info: WeightInfo;
  /** The values themselves: what the optimizer changes. */
  tensor: NamedTensor;
  /** Their copy in WebAssembly's memory. */
  device: Tensor;
}

/** A network's weights, as arrays and as tensors of the same values, and its two passes. */
export class PortableNetwork {
  readonly #layers: Layer[];
  readonly #weights: Weight[];
  readonly #byName: Map<string, Weight>;

  /** Copies `weights`. Throws where one is missing or has another size. */
  constructor(network: NetworkSpec, weights: Weights) {
    this.#layers = network.layers;
    const infos = weightInfos(network);
    const arrays = findAll(weights, infos).map((values) => values.slice());
    this.#weights = infos.map((info, index) => {
      const { name, shape } = info;
      const values = arrays[index]!;
      return { info, tensor: { name, shape, values }, device: tf.tensor(values, shape) };
    });
    this.#byName = new Map(this.#weights.map((weight) => [weight.info.name, weight]));
  }

  /** The live arrays, in layer order; `upload` after changing one. */
  get weights(): readonly NamedTensor[] {
    return this.#weights.map(({ tensor }) => tensor);
  }

  get trainable(): readonly NamedTensor[] {
    return this.#weights.filter(({ info }) => info.trainable).map(({ tensor }) => tensor);
  }

  /** Pictures [count, height, width, channels], values 0 to 1. Call within tf.tidy. */
  forward(pictures: Tensor, training: StepIdentity | null): NetworkRun {
    let output = pictures;
    const runs = this.#layers.map((layer, index) => {
      const weight = (kind: WeightKind) => this.#find(index, kind).device;
      const run = runLayer(layer, output, { index, weight, training });
      output = run.output;
      return run;
    });
    return { runs, logits: output };
  }

  /** dL/dw by weight name, from dL/d(logits). Call within the same tf.tidy as `forward`. */
  backward({ runs }: NetworkRun, logitsGradient: Tensor): Map<string, Tensor> {
    const gradients = new Map<string, Tensor>();
    const first = Math.min(...this.#weights.map(({ info }) => info.layer));
    let gradient: Tensor | null = logitsGradient;
    for (let index = runs.length - 1; index >= first && gradient; index -= 1) {
      const { input, weights } = runs[index]!.backward(gradient, index > first);
      for (const [kind, tensor] of Object.entries(weights))
        gradients.set(`${index}/${kind}`, tensor);
      gradient = input;
    }
    return gradients;
  }

  /** Takes over what the layers tracked without gradients in a training pass. */
  track({ runs }: NetworkRun): void {
    runs.forEach(({ tracked = {} }, index) => {
      for (const [kind, tensor] of Object.entries(tracked)) {
        this.#find(index, kind as WeightKind).tensor.values.set(tensor.dataSync());
      }
    });
  }

  /** Brings the arrays' values to the tensors. */
  upload(): void {
    for (const weight of this.#weights) {
      weight.device.dispose();
      weight.device = tf.tensor(weight.tensor.values, weight.tensor.shape);
    }
  }

  /** Copies of all, or of those named, in layer order. */
  copyWeights(names?: readonly string[]): Weights {
    return this.weights
      .filter(({ name }) => names?.includes(name) ?? true)
      .map((weight) => ({ ...weight, values: weight.values.slice() }));
  }

  setWeights(weights: Weights): void {
    const arrays = findAll(weights, this.weights);
    this.#weights.forEach(({ tensor }, index) => tensor.values.set(arrays[index]!));
    this.upload();
  }

  dispose(): void {
    for (const { device } of this.#weights) device.dispose();
  }

  #find(index: number, kind: WeightKind) {
    return this.#byName.get(`${index}/${kind}`)!;
  }
}

function runLayer(layer: Layer, input: Tensor, context: LayerContext): LayerRun {
  switch (layer.kind) {
    case 'flatten':
      return flatten(layer, input, context);
    case 'dense':
      return dense(layer, input, context);
    case 'conv2d':
      return convolution(layer, input, context);
    case 'maxPool':
    case 'averagePool':
      return pooling(layer, input, context);
    case 'dropout':
      return dropout(layer, input, context);
    case 'batchNorm':
      return batchNorm(layer, input, context);
  }
}

/** All of them before anything is changed or kept: the values of each of `wanted`, in its order. */
function findAll(weights: Weights, wanted: readonly Omit<NamedTensor, 'values'>[]): Float32Array[] {
  return wanted.map(({ name, shape }) => {
    const found = weights.find((weight) => weight.name === name);
    if (found?.shape.join() !== shape.join()) {
      throw new Error(`weight ${name} is missing or is not of shape ${shape.join(' x ')}`);
    }
    return found.values;
  });
}
