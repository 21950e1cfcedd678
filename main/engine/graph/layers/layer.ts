import type { WeightKind } from '../../network/parameters.ts';
import type { Shape } from '../../network/shapes.ts';
import type { Scope, Tensor } from '../builder.ts';

/** Where a layer stands, and what it needs to add its nodes. */
export interface LayerContext {
  scope: Scope;
  /** Position in NetworkSpec.layers. */
  position: number;
  /** Without the batch, which is the first axis of every tensor here. */
  inputShape: Shape;
  outputShape: Shape;
  weight(kind: WeightKind): Tensor;
  /** null when the network only answers: dropout passes through, batchNorm uses its averages. */
  training: TrainingContext | null;
}

export interface TrainingContext {
  /** Two whole numbers for a random operation: other ones in each step and for each position. */
  seed(position: number): Tensor;
  /** Moves a weight that no gradient changes a share of the way to its new value. */
  moveTowards(kind: WeightKind, target: Tensor, share: number): void;
}

/** A layer's gradients, given the one towards its output. */
export interface Gradients {
  /** Towards the layer's input; null where nobody asked: the first layers with weights need none. */
  input: Tensor | null;
  weights: Partial<Record<WeightKind, Tensor>>;
}

export interface LayerNodes {
  output: Tensor;
  /** Adds the nodes that compute the gradients from ∂L/∂output. */
  backward(gradient: Tensor, wantsInput: boolean): Gradients;
}

/** How a kind of layer becomes nodes: forwards, and backwards by the chain rule. */
export type LayerRule<L> = (layer: L, input: Tensor, context: LayerContext) => LayerNodes;
