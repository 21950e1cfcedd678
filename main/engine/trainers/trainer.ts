import type { EngineKind, NamedTensor, NetworkSpec, TrainSpec } from '../../../preload/contract.ts';
import type { GoOn } from './go-on.ts';

export type { NamedTensor };

/** Pictures and answers in memory. `images`: count x height x width x channels bytes, 0 to 255. */
export interface LabelledImages {
  count: number;
  images: Uint8Array;
  labels: Uint8Array;
}

/**
 * Weights in layer order, Keras's layouts and names by position in NetworkSpec.layers:
 * `1/kernel` [inputs, units], `1/bias` [units]; conv2d kernels HWIO; batchNorm `3/gamma`, `3/beta`,
 * `3/movingMean`, `3/movingVariance`.
 */
export type Weights = NamedTensor[];

/** Everything needed to go on to the very same numbers: taken at the end of an epoch. */
export interface TrainerState {
  /** Finished epochs. */
  epoch: number;
  /** Finished optimizer steps. */
  step: number;
  weights: Weights;
  /** The optimizer's own variables, `<weight>/m`, `<weight>/v`, …; its scalars follow from `step`. */
  optimizer: NamedTensor[];
}

/** What some steps of one epoch did: sums over `samples` training pictures. */
export interface Slice {
  steps: number;
  samples: number;
  lossSum: number;
  correct: number;
}

export interface Evaluation {
  /** Mean cross-entropy, nats. */
  loss: number;
  /** 0 to 1. */
  accuracy: number;
}

/** What a network makes of one picture. */
export interface Inspection {
  /** Every layer's output, in layer order and without the batch: `0`, `1`, …; the last one's after its softmax. */
  activations: NamedTensor[];
  /** The last layer's output before it, [classes]. */
  logits: Float32Array;
}

export interface TrainerOptions {
  network: NetworkSpec;
  train: TrainSpec;
  training: LabelledImages;
  validation: LabelledImages;
  /** Go on from here; otherwise weights are initialised from the seed as Keras does (Glorot uniform, zero bias). */
  resume?: TrainerState;
  /** Start from these weights, with a fresh optimizer (for comparing trainers). */
  initialWeights?: Weights;
  /**
   * Cut batches for so many threads; for the backend's own where left out. The same number gives the
   * same bits, whatever the backend has.
   */
  threads?: number;
}

/**
 * Trains one network. The caller owns the clock: it asks for slices of an epoch, so that pause, stop
 * and progress are immediate, and decides about validation and checkpoints in between.
 * The order of each epoch's pictures is a permutation drawn from (seed, epoch) alone.
 */
export interface Trainer {
  readonly kind: EngineKind;
  readonly stepsPerEpoch: number;
  /** Finished epochs and steps. */
  readonly epoch: number;
  readonly step: number;
  /** The rate of the next step, after the schedule. */
  readonly learningRate: number;
  /** Starts the next epoch: draws its order. */
  beginEpoch(): void;
  /**
   * Runs steps of the epoch for about `milliseconds`; null when none is left (the epoch is then
   * finished). Of a step that takes longer a slice may hold a piece, and end no step.
   */
  advance(milliseconds: number): Promise<Slice | null>;
  /** Loss and accuracy over the validation pictures, with the weights as they are. */
  validate(): Promise<Evaluation>;
  /**
   * The same in slices, to the same bits: `goOn` is awaited between two of them, each no longer than
   * training's usually are; where it says false, the pass ends there with null.
   */
  validate(goOn: GoOn): Promise<Evaluation | null>;
  /** Probabilities [count, classes] for `count` pictures of bytes, with the weights as they are. */
  predict(images: Uint8Array, count: number): Promise<Float32Array>;
  inspect(image: Uint8Array): Promise<Inspection>;
  weights(): Promise<Weights>;
  /** That of the first layer with one. */
  firstKernel(): Promise<NamedTensor>;
  /** Replaces the weights (early stopping puts the best back). */
  setWeights(weights: Weights): Promise<void>;
  state(): Promise<TrainerState>;
  /** Frees every tensor, variable and session. */
  dispose(): void;
}

/** A trained network that answers: the same on both engines. */
export interface Classifier {
  predict(images: Uint8Array, count: number): Promise<Float32Array>;
  inspect(image: Uint8Array): Promise<Inspection>;
  /** Makes it answer as the same network with these weights. Throws, and stays as it is, where they don't fit. */
  setWeights(weights: Weights): Promise<void>;
  dispose(): void;
}

/** One of the two engines, loaded. */
export interface Backend {
  readonly kind: EngineKind;
  /** TensorFlow's version, or that of tfjs. */
  readonly version: string;
  readonly threads: number;
  /** Throws MebaeError 'cannot-train-here' before any work where this engine can't train the network. */
  createTrainer(options: TrainerOptions): Promise<Trainer>;
  createClassifier(network: NetworkSpec, weights: Weights): Promise<Classifier>;
}
