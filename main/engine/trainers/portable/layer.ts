import type { WeightKind } from '../../network/parameters.ts';
import type { Tensor } from './tfjs.ts';

/** What identifies one optimizer step's random draws; they depend on nothing else. */
export interface StepIdentity {
  seed: number;
  step: number;
}

/** Where a layer stands and what it may use. Tensors have the batch as their first axis. */
export interface LayerContext {
  /** Position in NetworkSpec.layers. */
  index: number;
  weight(kind: WeightKind): Tensor;
  /** The training step under way; null while the network only answers. */
  training: StepIdentity | null;
}

export interface LayerGradients {
  /** dL/dx, the input's shape; null where it was not asked for. */
  input: Tensor | null;
  weights: Partial<Record<WeightKind, Tensor>>;
}

/** One pass of a batch through one layer: its output, and the way back. */
export interface LayerRun {
  output: Tensor;
  /** From dL/dy (the output's shape). The first layers' dL/dx is not needed, and often the dearest part. */
  backward(gradient: Tensor, needsInput: boolean): LayerGradients;
  /** New values of what training follows without gradients: moving averages. */
  tracked?: Partial<Record<WeightKind, Tensor>>;
}

/** Runs a layer; called inside tf.tidy, so that all it makes is freed after the step. */
export type LayerForward<L> = (layer: L, input: Tensor, context: LayerContext) => LayerRun;
