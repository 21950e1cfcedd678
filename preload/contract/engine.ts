import * as v from 'valibot';
import { DatasetIdSchema, type DatasetInfo } from './dataset.ts';
import type { Failure } from './errors.ts';
import { networkLimits, NetworkSpecSchema } from './network.ts';
import type { BatchPoint, EngineKind, EpochRecord, RunRecord, TrainingProgress } from './run.ts';
import { RunIdSchema } from './run.ts';
import type { NamedTensor } from './tensor.ts';
import { TrainSpecSchema, trainLimits } from './train.ts';

export const engineLimits = {
  /** Sample pictures asked for at once. */
  samples: 2048,
  /** Sample pictures whose answers are watched while a network learns. */
  watched: 32,
  /** Sample pictures of one step that is looked at. */
  stepSamples: 256,
  /** Tensors that a step may go on from, and all their numbers together. */
  stepTensors: 200,
  stepNumbers: 32_000_000,
  /** Numbers of the first layer's kernel that are told while a network learns. */
  watchedKernel: 500_000,
  /** One dropped file. */
  imageBytes: 64 * 1024 * 1024,
  /** Of a dropped picture, width x height: checked in its header, before it is decoded. */
  imagePixels: 100_000_000,
  /** A saved run. */
  runBytes: 512 * 1024 * 1024,
} as const;

const bytes = (max: number) =>
  v.pipe(
    v.custom<Uint8Array>((value) => value instanceof Uint8Array),
    v.check((value) => value.length <= max),
  );
const sampleIds = (max: number) =>
  v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0))), v.maxLength(max));
const SampleIdsSchema = sampleIds(engineLimits.samples);
const TensorsSchema = v.pipe(
  v.array(
    v.strictObject({
      name: v.pipe(v.string(), v.maxLength(64)),
      shape: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1))), v.maxLength(4)),
      values: v.custom<Float32Array>((value) => value instanceof Float32Array),
    }),
  ),
  v.maxLength(engineLimits.stepTensors),
  v.check(
    (tensors) =>
      tensors.reduce((sum, { values }) => sum + values.length, 0) <= engineLimits.stepNumbers,
  ),
  v.check((tensors) =>
    tensors.every(
      ({ shape, values }) =>
        values.length === shape.reduce((product, side) => product * side, 1) &&
        values.every(Number.isFinite),
    ),
  ),
);
const run = { runId: RunIdSchema };
/**
 * Whose weights: of an epoch in the run's `snapshots`, or 0, the first weights drawn from the seed; any
 * other is refused with `no-weights-yet`. Left out: those of this moment while the run trains, else
 * those it keeps.
 */
const epoch = v.optional(
  v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(trainLimits.epochs.max)),
);

/** Every request that the renderer may send to the engine; anything else is refused unread. */
export const requestSchemas = {
  /** First after connecting: what the engine is and what it is doing. */
  hello: v.strictObject({}),
  /** All labels of a dataset, training then validation. */
  'data.labels': v.strictObject({ dataset: DatasetIdSchema }),
  /** Pictures by sample id, one after another, height x width x channels bytes each. */
  'data.pixels': v.strictObject({ dataset: DatasetIdSchema, ids: SampleIdsSchema }),
  /** Refused with `busy` while a training is under way. */
  'training.start': v.strictObject({ network: NetworkSpecSchema, train: TrainSpecSchema }),
  /** From the run's last checkpoint to `epochs` in all (its own number where left out). */
  'training.continue': v.strictObject({
    ...run,
    epochs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000))),
  }),
  'training.pause': v.strictObject({}),
  'training.resume': v.strictObject({}),
  /** Ends at once; the weights so far are kept. */
  'training.stop': v.strictObject({}),
  /**
   * From now on this window is told what the network under way makes of these pictures as it learns
   * (event `training.watch`), the first time at once. A new watch replaces the last; empty `ids` end it.
   */
  'training.watch': v.strictObject({
    dataset: DatasetIdSchema,
    ids: sampleIds(engineLimits.watched),
    kernel: v.boolean(),
  }),
  /**
   * Exactly one optimizer step on these pictures in this order, to look at; nothing is kept. Pictures
   * are not augmented. From the weights of `runId`, whose network must be this one, or without it from
   * the first ones drawn from the seed, with a fresh optimizer and at the rate of the first step after
   * `epoch`. Or on from an earlier answer: its `step`, `weightsAfter` and `optimizer`, and the rate as
   * many steps later; tensors that the network and its optimizer don't have are refused.
   */
  'training.step': v.strictObject({
    network: NetworkSpecSchema,
    train: TrainSpecSchema,
    dataset: DatasetIdSchema,
    ids: v.pipe(sampleIds(engineLimits.stepSamples), v.minLength(1)),
    runId: v.optional(RunIdSchema),
    epoch,
    goOn: v.optional(
      v.strictObject({
        step: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)),
        weights: TensorsSchema,
        optimizer: TensorsSchema,
      }),
    ),
  }),
  'runs.rename': v.strictObject({
    ...run,
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
  }),
  /** Puts the run aside; `runs.restore` brings it back until the engine ends. */
  'runs.delete': v.strictObject(run),
  'runs.restore': v.strictObject(run),
  /** The run as one file's bytes (.mebae). */
  'runs.export': v.strictObject(run),
  'runs.import': v.strictObject({ bytes: bytes(engineLimits.runBytes) }),
  /** A dropped, chosen, pasted or drawn picture: any supported format, untrusted. */
  'classify.image': v.strictObject({ ...run, bytes: bytes(engineLimits.imageBytes) }),
  /** Pictures of a dataset by sample id. */
  'classify.samples': v.strictObject({
    ...run,
    dataset: DatasetIdSchema,
    ids: SampleIdsSchema,
    epoch,
  }),
  /** The answers to every validation picture of the run's dataset. */
  'results.validation': v.strictObject({ ...run, epoch }),
  'run.weights': v.strictObject({ ...run, epoch }),
  /** What every layer makes of one picture in the network's own form: height x width x channels bytes. */
  'inspect.pixels': v.strictObject({
    ...run,
    pixels: bytes(networkLimits.side.max ** 2 * networkLimits.channels.max),
    epoch,
  }),
};

export type RequestKind = keyof typeof requestSchemas;
export type RequestPayload<K extends RequestKind> = v.InferInput<(typeof requestSchemas)[K]>;
export type CheckedPayload<K extends RequestKind> = v.InferOutput<(typeof requestSchemas)[K]>;

export interface EngineInfo {
  engine: EngineKind;
  /** TensorFlow's version, or that of tfjs for the portable engine. */
  version: string;
  threads: number;
  /** Why native TensorFlow is not used; null where it is. */
  whyNotNative: { code: string; detail: string } | null;
  node: string;
  appVersion: string;
}

/** The steps by which a dropped picture became the network's input, for the eye. */
export interface PreparedPicture {
  /** As decoded: upright, at most 512 pixels a side, RGBA. */
  original: { width: number; height: number; rgba: Uint8Array };
  inverted: boolean;
  /** Whether it was cropped to the ink and centred by its centre of mass. */
  centred: boolean;
  /** What the network received: height x width x channels bytes. */
  input: Uint8Array;
}

/** What a network makes of the pictures of one step. */
export interface StepAnswers {
  /** Mean cross-entropy (nats) and share of right answers over the pictures, as validation counts them. */
  loss: number;
  accuracy: number;
  /** [pictures, classes], in the order of the ids asked for. */
  probabilities: Float32Array;
}

/** Replies by request. Probabilities are softmax outputs, [pictures, classes] row by row. */
export interface Replies {
  hello: {
    info: EngineInfo;
    datasets: DatasetInfo[];
    runs: RunRecord[];
    training: { progress: TrainingProgress; points: BatchPoint[] } | null;
    /** Folders of runs that can't be read: reported, left alone. */
    damagedRuns?: { folder: string; failure: Failure }[];
  };
  'data.labels': { labels: Uint8Array };
  'data.pixels': { pixels: Uint8Array };
  'training.start': { run: RunRecord };
  'training.continue': { run: RunRecord };
  'training.pause': Record<string, never>;
  'training.resume': Record<string, never>;
  'training.stop': Record<string, never>;
  'training.watch': Record<string, never>;
  'training.step': {
    before: StepAnswers;
    after: StepAnswers;
    /** In layer order; names and layouts as in `run.weights`. */
    weightsBefore: NamedTensor[];
    weightsAfter: NamedTensor[];
    learningRate: number;
    /** Steps taken since the optimizer was fresh, this one counted, and the optimizer's own variables after it. */
    step: number;
    optimizer: NamedTensor[];
  };
  'runs.rename': { run: RunRecord };
  'runs.delete': Record<string, never>;
  'runs.restore': { run: RunRecord };
  'runs.export': { fileName: string; bytes: Uint8Array };
  'runs.import': { run: RunRecord };
  'classify.image': { prepared: PreparedPicture; probabilities: Float32Array; epoch: number };
  'classify.samples': { probabilities: Float32Array; epoch: number };
  /** `predicted`: class by validation picture; `confidence`: its probability; `correct`: that of the right class. */
  'results.validation': {
    predicted: Uint16Array;
    confidence: Float32Array;
    correct: Float32Array;
    epoch: number;
  };
  /**
   * In layer order, names by position in `network.layers`, layouts as in Keras: `1/kernel` [inputs, units],
   * `1/bias` [units]; conv2d kernels [height, width, inputs, filters].
   */
  'run.weights': { weights: NamedTensor[]; epoch: number };
  /**
   * `activations`: each layer's output, in layer order, shapes without the batch; the last one's after its
   * softmax. `logits`: the last layer before it, [classes].
   */
  'inspect.pixels': {
    activations: NamedTensor[];
    logits: Float32Array;
    probabilities: Float32Array;
    epoch: number;
  };
}

/** What the engine tells without being asked. */
export type EngineEvent =
  | { event: 'training.progress'; progress: TrainingProgress; points: BatchPoint[] }
  | { event: 'training.epoch'; runId: string; record: EpochRecord }
  /**
   * To the window that asked by `training.watch`, at most ten times a second: `at` in epochs;
   * `probabilities` [ids, classes]; `kernel` of the first layer that has one, null where it was not asked
   * for or has more than `engineLimits.watchedKernel` numbers.
   */
  | {
      event: 'training.watch';
      runId: string;
      at: number;
      probabilities: Float32Array;
      kernel: NamedTensor | null;
    }
  /** The training left the engine: finished, stopped, failed. */
  | { event: 'training.ended'; run: RunRecord }
  /** A run was added or its card changed. */
  | { event: 'run.changed'; run: RunRecord }
  | { event: 'run.deleted'; runId: string };

export const RequestEnvelopeSchema = v.strictObject({
  id: v.pipe(v.number(), v.integer(), v.minValue(0)),
  kind: v.picklist(Object.keys(requestSchemas) as [RequestKind, ...RequestKind[]]),
  payload: v.unknown(),
});

export type EngineMessage =
  | { id: number; ok: true; value: Replies[RequestKind] }
  | { id: number; ok: false; failure: Failure }
  | EngineEvent;
