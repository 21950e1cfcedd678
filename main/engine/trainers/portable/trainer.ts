import type { NetworkSpec, TrainSpec } from '../../../../preload/contract.ts';
import { firstKernelInfo } from '../../network/parameters.ts';
import { initialWeights } from '../initial-weights.ts';
import { afterOthers, type GoOn } from '../go-on.ts';
import { epochOrder } from '../permutation.ts';
import { learningRateAt } from '../schedule.ts';
import { roundedLoss } from '../sums.ts';
import type {
  Evaluation,
  Inspection,
  LabelledImages,
  NamedTensor,
  Slice,
  Trainer,
  TrainerOptions,
  TrainerState,
  Weights,
} from '../trainer.ts';
import { augment } from './augment.ts';
import { batchGradients } from './gradients.ts';
import { evaluate, inspectPicture, predictAll } from './inference.ts';
import { PortableNetwork } from './network.ts';
import { PortableOptimizer } from './optimizer.ts';
import { gatherBatch, pictureSize, type Batch } from './pictures.ts';
import { stepGenerator, streams } from './random.ts';
import { stepsPerEpoch } from '../../network/steps.ts';

/** Trains on WebAssembly: tensors for the two passes, plain arrays for the optimizer. */
export class PortableTrainer implements Trainer {
  readonly kind = 'portable';
  readonly stepsPerEpoch: number;
  readonly #spec: NetworkSpec;
  readonly #train: TrainSpec;
  readonly #training: LabelledImages;
  readonly #validation: LabelledImages;
  readonly #network: PortableNetwork;
  readonly #optimizer: PortableOptimizer;
  #epoch: number;
  #step: number;
  /** The epoch under way: its order and the steps done; null between epochs. */
  #current: { order: Int32Array; done: number } | null = null;

  constructor({
    network,
    train,
    training,
    validation,
    resume,
    initialWeights: given,
  }: TrainerOptions) {
    this.#spec = network;
    this.#train = train;
    this.#training = training;
    this.#validation = validation;
    this.stepsPerEpoch = stepsPerEpoch(training.count, train.batchSize);
    const weights = resume?.weights ?? given ?? initialWeights(network, train.seed);
    this.#network = new PortableNetwork(network, weights);
    const { trainable } = this.#network;
    try {
      this.#optimizer = new PortableOptimizer(train.optimizer, trainable, resume?.optimizer);
    } catch (error) {
      this.#network.dispose();
      throw error;
    }
    this.#epoch = resume?.epoch ?? 0;
    this.#step = resume?.step ?? 0;
  }

  get epoch(): number {
    return this.#epoch;
  }

  get step(): number {
    return this.#step;
  }

  get learningRate(): number {
    return learningRateAt(this.#train, this.#step, this.stepsPerEpoch);
  }

  beginEpoch(): void {
    if (this.#current) throw new Error('an epoch is under way');
    const order = epochOrder(this.#train.seed, this.#epoch, this.#training.count);
    this.#current = { order, done: 0 };
  }

  async advance(milliseconds: number): Promise<Slice | null> {
    const current = this.#current;
    if (!current) return null;
    const slice: Slice = { steps: 0, samples: 0, lossSum: 0, correct: 0 };
    const end = performance.now() + milliseconds;
    do {
      const start = current.done * this.#train.batchSize;
      const batch = this.#gather(current.order.subarray(start, start + this.#train.batchSize));
      const { lossSum, correct } = this.#learn(batch);
      slice.steps += 1;
      slice.samples += batch.labels.length;
      slice.lossSum += roundedLoss(lossSum);
      slice.correct += correct;
      current.done += 1;
    } while (current.done < this.stepsPerEpoch && performance.now() < end);
    if (current.done === this.stepsPerEpoch) {
      this.#current = null;
      this.#epoch += 1;
    }
    return slice;
  }

  #gather(indices: Int32Array): Batch {
    const { augmentation, seed } = this.#train;
    const size = pictureSize(this.#spec.input);
    if (!augmentation) return gatherBatch(this.#training, indices, size);
    const random = stepGenerator(seed, streams.augmentation, this.#step);
    return gatherBatch(this.#training, indices, size, (source, target) =>
      augment(source, target, this.#spec.input, augmentation, random),
    );
  }

  #learn(batch: Batch) {
    const identity = { seed: this.#train.seed, step: this.#step };
    const result = batchGradients(this.#network, this.#spec, this.#train, batch, identity);
    const rate = this.learningRate;
    this.#step += 1;
    for (const weight of this.#network.trainable) {
      this.#optimizer.apply(weight, result.gradients.get(weight.name)!, rate, this.#step);
    }
    this.#network.upload();
    return result;
  }

  validate(): Promise<Evaluation>;
  validate(goOn: GoOn): Promise<Evaluation | null>;
  validate(goOn: GoOn = afterOthers): Promise<Evaluation | null> {
    return evaluate(this.#network, this.#spec, this.#validation, goOn);
  }

  predict(images: Uint8Array, count: number): Promise<Float32Array> {
    return predictAll(this.#network, this.#spec, images, count);
  }

  async inspect(image: Uint8Array): Promise<Inspection> {
    return inspectPicture(this.#network, this.#spec, image);
  }

  async weights(): Promise<Weights> {
    return this.#network.copyWeights();
  }

  async firstKernel(): Promise<NamedTensor> {
    const { name } = firstKernelInfo(this.#spec);
    return this.#network.copyWeights([name])[0]!;
  }

  async setWeights(weights: Weights): Promise<void> {
    this.#network.setWeights(weights);
  }

  async state(): Promise<TrainerState> {
    return {
      epoch: this.#epoch,
      step: this.#step,
      weights: this.#network.copyWeights(),
      optimizer: this.#optimizer.state(),
    };
  }

  dispose(): void {
    this.#network.dispose();
  }
}
