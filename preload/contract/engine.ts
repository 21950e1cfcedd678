import * as v from 'valibot';
import { DatasetIdSchema, type DatasetInfo } from './dataset.ts';
import type { Failure } from './errors.ts';
import { NetworkSpecSchema } from './network.ts';
import type { BatchPoint, EngineKind, EpochRecord, RunRecord, TrainingProgress } from './run.ts';
import { RunIdSchema } from './run.ts';
import { TrainSpecSchema } from './train.ts';

export const engineLimits = {
  /** Sample pictures asked for at once. */
  samples: 2048,
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
const SampleIdsSchema = v.pipe(
  v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
  v.maxLength(engineLimits.samples),
);
const run = { runId: RunIdSchema };

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
  'classify.samples': v.strictObject({ ...run, dataset: DatasetIdSchema, ids: SampleIdsSchema }),
  /** The answers to every validation picture of the run's dataset. */
  'results.validation': v.strictObject(run),
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
}

/** What the engine tells without being asked. */
export type EngineEvent =
  | { event: 'training.progress'; progress: TrainingProgress; points: BatchPoint[] }
  | { event: 'training.epoch'; runId: string; record: EpochRecord }
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
