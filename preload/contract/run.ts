import * as v from 'valibot';
import { DatasetLookSchema } from './look.ts';
import { NetworkSpecSchema } from './network.ts';
import { TrainSpecSchema } from './train.ts';
import { FailureSchema } from './errors.ts';

export const engineKinds = ['native', 'portable'] as const;
export type EngineKind = (typeof engineKinds)[number];

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = (max: number) => v.pipe(v.string(), v.maxLength(max));

/** The figures of one finished epoch. Losses are mean cross-entropy (nats), accuracies 0 to 1. */
export const EpochRecordSchema = v.strictObject({
  epoch: v.pipe(count, v.minValue(1)),
  loss: v.number(),
  accuracy: v.number(),
  valLoss: v.number(),
  valAccuracy: v.number(),
  learningRate: v.number(),
  /** Wall-clock seconds of the training steps, pauses left out, and of the validation pass. */
  seconds: v.number(),
  validationSeconds: v.number(),
});
export type EpochRecord = v.InferOutput<typeof EpochRecordSchema>;

/**
 * running, paused: now, in the engine; finished: all epochs; stopped: by the user, weights kept;
 * interrupted: the engine or the computer ended, may go on from the last checkpoint; failed: see failure.
 */
export const runStates = [
  'running',
  'paused',
  'finished',
  'stopped',
  'interrupted',
  'failed',
] as const;
export type RunState = (typeof runStates)[number];

export const RunIdSchema = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/));

/** All there is to tell about a run but its weights: its card, with its history, as it is in files. */
export const RunRecordSchema = v.strictObject({
  version: v.literal(1),
  id: RunIdSchema,
  name: text(200),
  /** ISO 8601, UTC. */
  createdAt: text(40),
  state: v.picklist(runStates),
  network: NetworkSpecSchema,
  train: TrainSpecSchema,
  parameters: count,
  trainSamples: count,
  validationSamples: count,
  /** Class names at the time, so that a run opened elsewhere still names its answers. */
  labels: v.strictObject({
    en: v.pipe(v.array(text(200)), v.maxLength(1000)),
    ja: v.pipe(v.array(text(200)), v.maxLength(1000)),
  }),
  /** How the training pictures look; without it, the dataset must be there to classify files. */
  look: v.optional(DatasetLookSchema),
  /** SHA-256 of the training and validation data. */
  fingerprint: text(200),
  engine: v.picklist(engineKinds),
  tensorflow: text(60),
  threads: count,
  appVersion: text(60),
  history: v.pipe(v.array(EpochRecordSchema), v.maxLength(1000)),
  /** The epoch whose weights are kept (the best, where early stopping put it back); 0: none yet. */
  weightsEpoch: count,
  /**
   * Set where the weights kept come from the middle of an epoch, because the user stopped there: how
   * far, in epochs (0.4: two fifths into the first). Such a run answers, even with `weightsEpoch` 0.
   */
  stoppedAt: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1000))),
  failure: v.optional(FailureSchema),
});
/** The card, and what the engine tells beside it: no part of any file. */
export interface RunRecord extends v.InferOutput<typeof RunRecordSchema> {
  /** Epochs whose weights are kept, in order: those that `epoch` in a request may name (see engine.ts). */
  snapshots?: number[];
}

/** Whether a run can answer: after its first epoch, or stopped within it. */
export function hasWeights(run: Pick<RunRecord, 'weightsEpoch' | 'stoppedAt'>): boolean {
  return run.weightsEpoch > 0 || run.stoppedAt !== undefined;
}

/** What a training that is going on looks like at this moment; pushed as it moves, sent whole to a new window. */
export interface TrainingProgress {
  runId: string;
  state: 'running' | 'paused';
  /** What the engine does: gets ready (graph, data), trains, validates, writes the checkpoint. */
  phase: 'preparing' | 'training' | 'validating' | 'saving';
  /** The epoch under way, from 1, of `epochs`; the step within it, of `stepsPerEpoch`. */
  epoch: number;
  epochs: number;
  step: number;
  stepsPerEpoch: number;
  /** Mean over the epoch so far; null before its first step. */
  loss: number | null;
  accuracy: number | null;
  samplesPerSecond: number | null;
  /** Until the last epoch ends, at the pace so far; null while unknown. */
  secondsLeft: number | null;
}

/** Mean batch loss of a slice of steps; `at` in epochs (1.25: a quarter into the second). */
export interface BatchPoint {
  at: number;
  loss: number;
}
