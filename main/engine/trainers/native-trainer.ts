import { setImmediate } from 'node:timers/promises';
import { MebaeError } from '../../../preload/contract.ts';
import { picturesAtOnce } from '../graph/accumulation.ts';
import { trainingParts } from '../graph/blocks.ts';
import type { OptimizerRule } from '../graph/optimizers/optimizer.ts';
import { optimizerRule } from '../graph/optimizers/index.ts';
import { trainingGraph } from '../graph/training-graph.ts';
import { slotTensors } from '../graph/variables.ts';
import { firstKernelInfo, weightInfos } from '../network/parameters.ts';
import { sizeOf } from '../network/shapes.ts';
import { stepsPerEpoch } from '../network/steps.ts';
import { afterOthers, type GoOn } from './go-on.ts';
import { GraphSession, type Feeds } from './graph-session.ts';
import { initialWeights } from './initial-weights.ts';
import { evaluatePictures, predictPictures } from './native-answers.ts';
import { inspectPicture } from './native-inspection.ts';
import { Pace } from './pace.ts';
import { cutFor } from './part-sizes.ts';
import { epochOrder } from './permutation.ts';
import { learningRateAt } from './schedule.ts';
import { stepNumbers } from './step-numbers.ts';
import { StepInPieces } from './step-in-pieces.ts';
import { exactSum } from './sums.ts';
import type { TensorFlow } from './tfjs-node.ts';
import { partsFor } from './threads.ts';
import type {
  Evaluation,
  Inspection,
  NamedTensor,
  Slice,
  Trainer,
  TrainerOptions,
  TrainerState,
  Weights,
} from './trainer.ts';
import { fromFetched, toFeeds, type Expected } from './weights.ts';

/** One run of the session is on this thread: events wait so long, in milliseconds. */
const longestRun = 50;

/** Trains through a TensorFlow graph (graph/training-graph.ts) that holds pictures, weights and optimizer. */
export class NativeTrainer implements Trainer {
  readonly kind = 'native';
  readonly stepsPerEpoch: number;
  readonly #options: TrainerOptions;
  readonly #session: GraphSession;
  readonly #parts: number;
  readonly #trainingParts: number;
  /** Where a step is too long for one run. */
  readonly #pieces: StepInPieces | null;
  readonly #optimizer: OptimizerRule;
  readonly #weightTensors: Expected;
  readonly #optimizerTensors: Expected;
  readonly #pace = new Pace();
  #epoch: number;
  #step: number;
  /** The order of the epoch under way, and how many of its pictures have been trained with. */
  #order: Int32Array = new Int32Array();
  #seen = 0;

  private constructor(session: GraphSession, parts: number, options: TrainerOptions) {
    const { network, train, training, resume } = options;
    this.#session = session;
    this.#parts = parts;
    this.#trainingParts = trainingParts(network, train, parts);
    const { batchSize } = train;
    const atOnce = picturesAtOnce(network, train);
    this.#pieces =
      atOnce < batchSize ? new StepInPieces(session, { batchSize, atOnce, parts }) : null;
    this.#options = options;
    this.#optimizer = optimizerRule(train.optimizer);
    this.#weightTensors = weightInfos(network);
    this.#optimizerTensors = slotTensors(network, this.#optimizer.slots);
    this.stepsPerEpoch = stepsPerEpoch(training.count, train.batchSize);
    this.#epoch = resume?.epoch ?? 0;
    this.#step = resume?.step ?? 0;
  }

  /**
   * Cuts batches for `threads` unless the options say for how many. The options must have passed
   * requireTrainable.
   * @throws MebaeError run-damaged where `resume` lacks a tensor
   */
  static async create(
    tf: TensorFlow,
    threads: number,
    options: TrainerOptions,
  ): Promise<NativeTrainer> {
    const { network, train, training, validation, resume } = options;
    const parts = partsFor(network, train.batchSize, options.threads ?? threads);
    const session = await GraphSession.open(
      tf,
      trainingGraph({
        network,
        train,
        trainingCount: training.count,
        validationCount: validation.count,
        parts,
      }),
    );
    try {
      for (const [signature, { images, labels }] of [
        ['loadTraining', training],
        ['loadValidation', validation],
      ] as const) {
        session.run(signature, { images: { bytes: images }, labels: { bytes: labels } });
      }
      const trainer = new NativeTrainer(session, parts, options);
      const weights =
        resume?.weights ?? options.initialWeights ?? initialWeights(network, train.seed);
      await trainer.setWeights(weights);
      trainer.#setOptimizer(resume?.optimizer);
      return trainer;
    } catch (error) {
      session.close();
      throw error;
    }
  }

  get epoch(): number {
    return this.#epoch;
  }

  get step(): number {
    return this.#step;
  }

  get learningRate(): number {
    return this.#rateAt(this.#step);
  }

  beginEpoch(): void {
    const { train, training } = this.#options;
    if (this.#seen < this.#order.length) throw new Error('an epoch is under way');
    this.#order = epochOrder(train.seed, this.#epoch, training.count);
    this.#seen = 0;
  }

  async advance(milliseconds: number): Promise<Slice | null> {
    const left = () => this.#order.length - this.#seen;
    if (left() === 0) return null;
    const total: Slice = { steps: 0, samples: 0, lossSum: 0, correct: 0 };
    // A run has a cost of its own: what is left of the time for a few steps isn't worth it.
    const shortest = milliseconds / 10;
    const end = performance.now() + milliseconds;
    do {
      const time = Math.min(longestRun, end - performance.now());
      const slice = this.#pieces
        ? this.#runPiece(this.#pieces)
        : this.#run(this.#pace.stepsIn(time));
      total.steps += slice.steps;
      total.samples += slice.samples;
      total.lossSum += slice.lossSum;
      total.correct += slice.correct;
      await setImmediate();
    } while (
      left() > 0 &&
      performance.now() + Math.max(this.#pace.stepMilliseconds, shortest) < end
    );
    return total;
  }

  /** Up to `wanted` steps in one run: whole batches, or the epoch's last one, which may be smaller. */
  #run(wanted: number): Slice {
    const { batchSize } = this.#options.train;
    const left = this.#order.length - this.#seen;
    const batch = Math.min(batchSize, left);
    const steps = Math.min(wanted, Math.floor(left / batch));
    const samples = steps * batch;
    const rows = this.#order.subarray(this.#seen, this.#seen + samples);
    const numbers = this.#numbersOf(steps, batch);
    const { signature, sizes } = cutFor('train', batch, this.#trainingParts);
    const begin = performance.now();
    const { lossSum, correct } = this.#session.run(signature, {
      rows: { values: rows, shape: [steps, batch] },
      parts: sizes,
      numbers: { values: numbers, shape: [steps, numbers.length / steps] },
      firstStep: { values: Int32Array.of(this.#step), shape: [] },
    });
    if (batch === batchSize) this.#pace.measured(steps, performance.now() - begin);
    this.#moveOn(steps, samples);
    return {
      steps,
      samples,
      lossSum: exactSum(lossSum as Float32Array),
      correct: exactSum(correct as Float32Array),
    };
  }

  #runPiece(pieces: StepInPieces): Slice {
    const begin = performance.now();
    const left = this.#order.subarray(this.#seen);
    const piece = pieces.run(left, this.#step, (batch) => this.#numbersOf(1, batch));
    this.#pace.measured(1, performance.now() - begin);
    const { samples, lossSum, correct } = piece;
    const steps = piece.isLast ? 1 : 0;
    this.#moveOn(steps, samples);
    return { steps, samples, lossSum, correct };
  }

  #moveOn(steps: number, samples: number): void {
    this.#step += steps;
    this.#seen += samples;
    if (this.#seen === this.#order.length) this.#epoch += 1;
  }

  #numbersOf(steps: number, batch: number): Float32Array {
    const span = { first: this.#step, steps, batch };
    return stepNumbers(this.#optimizer, (step) => this.#rateAt(step), span);
  }

  validate(): Promise<Evaluation>;
  validate(goOn: GoOn): Promise<Evaluation | null>;
  validate(goOn: GoOn = afterOthers): Promise<Evaluation | null> {
    const { network, validation } = this.#options;
    return evaluatePictures(this.#session, network, this.#parts, validation.count, goOn);
  }

  predict(images: Uint8Array): Promise<Float32Array> {
    return predictPictures(this.#session, this.#options.network, this.#parts, images);
  }

  async inspect(image: Uint8Array): Promise<Inspection> {
    return inspectPicture(this.#session, this.#options.network, image);
  }

  async weights(): Promise<Weights> {
    return fromFetched(this.#session.run('readWeights'), this.#weightTensors);
  }

  async firstKernel(): Promise<NamedTensor> {
    const info = firstKernelInfo(this.#options.network);
    return fromFetched(this.#session.run('readFirstKernel'), [info])[0]!;
  }

  async setWeights(weights: Weights): Promise<void> {
    this.#session.run('writeWeights', toFeeds(weights, this.#weightTensors));
  }

  async state(): Promise<TrainerState> {
    return {
      epoch: this.#epoch,
      step: this.#step,
      weights: await this.weights(),
      optimizer:
        this.#optimizerTensors.length === 0
          ? []
          : fromFetched(this.#session.run('readOptimizer'), this.#optimizerTensors),
    };
  }

  dispose(): void {
    this.#session.close();
  }

  #setOptimizer(tensors: TrainerState['optimizer'] | undefined): void {
    const expected = this.#optimizerTensors;
    const zeros = () =>
      expected.map(({ name, shape }) => ({
        name,
        shape: [...shape],
        values: new Float32Array(sizeOf(shape)),
      }));
    let feeds: Feeds;
    try {
      feeds = toFeeds(tensors ?? zeros(), expected);
    } catch (error) {
      // A run that somebody sent: its file need not hold what its optimizer keeps.
      throw new MebaeError(
        'run-damaged',
        `the checkpoint's optimizer: ${(error as Error).message}`,
      );
    }
    if (expected.length > 0) this.#session.run('writeOptimizer', feeds);
  }

  #rateAt(step: number): number {
    return learningRateAt(this.#options.train, step, this.stepsPerEpoch);
  }
}
