import path from 'node:path';
import * as v from 'valibot';
import {
  DatasetLookSchema,
  MebaeError,
  type DatasetId,
  type NetworkSpec,
  type RunRecord,
  type TrainSpec,
} from '../../../preload/contract.ts';
import type { Dataset } from '../data/datasets.ts';
import { countParameters } from '../network/parameters.ts';
import type { SavedRun } from '../store/run-file.ts';
import { requireFitting, requireSound } from '../trainers/requirements.ts';
import type { Backend, LabelledImages, Trainer } from '../trainers/trainer.ts';
import { estimateTrainingMemory, requireMemory } from './memory.ts';

export interface TrainingRequest {
  network: NetworkSpec;
  train: TrainSpec;
  dataset: Dataset;
  backend: Backend;
  /** Go on from here; null: from the start. */
  saved: SavedRun | null;
  /** Bytes that may be taken. */
  availableMemory: number;
  /** As in TrainerOptions. */
  threads?: number;
}

/**
 * Checks all that can be known beforehand, then builds the trainer: a training that is refused
 * leaves nothing behind.
 * @throws MebaeError network-invalid, train-invalid, not-enough-memory, cannot-train-here
 */
export async function prepareTrainer(request: TrainingRequest): Promise<Trainer> {
  const { network, train, dataset, backend, saved, threads } = request;
  checkNetwork(network, dataset);
  requireFitting(train, network);
  const training = limited(dataset.training, train.trainingLimit);
  const { validation } = dataset;
  const dataBytes = training.images.length + validation.images.length;
  requireMemory(estimateTrainingMemory(network, train, dataBytes), request.availableMemory);
  return backend.createTrainer({
    network,
    train,
    training,
    validation,
    ...(saved?.state ? { resume: saved.state } : {}),
    ...(threads === undefined ? {} : { threads }),
  });
}

/** The card of a run that is about to start. */
export function newRecord(
  { network, train, dataset, backend }: TrainingRequest,
  appVersion: string,
): Omit<RunRecord, 'id'> {
  return {
    version: 1,
    name: runName(network, train),
    createdAt: new Date().toISOString(),
    state: 'running',
    network,
    train,
    parameters: countParameters(network),
    trainSamples: limited(dataset.training, train.trainingLimit).count,
    validationSamples: dataset.validation.count,
    labels: dataset.info.labels,
    // A set without any ink has no measures.
    ...(v.is(DatasetLookSchema, dataset.look) ? { look: dataset.look } : {}),
    fingerprint: dataset.fingerprint,
    engine: backend.kind,
    tensorflow: backend.version,
    threads: backend.threads,
    appVersion,
    history: [],
    weightsEpoch: 0,
  };
}

/** The first `limit` pictures; all where it is null. */
export function limited(data: LabelledImages, limit: number | null): LabelledImages {
  if (limit === null || limit >= data.count) return data;
  const bytesEach = data.images.length / data.count;
  return {
    count: limit,
    images: data.images.subarray(0, limit * bytesEach),
    labels: data.labels.subarray(0, limit),
  };
}

/** @throws MebaeError network-invalid */
export function checkNetwork(network: NetworkSpec, { info }: Dataset): void {
  requireSound(network);
  requireSameShape(network, info);
}

/** @throws MebaeError network-invalid where the network is made for other pictures or classes */
export function requireSameShape({ input, classes }: NetworkSpec, info: Dataset['info']): void {
  const { height, width, channels } = input;
  const fits =
    height === info.height &&
    width === info.width &&
    channels === info.channels &&
    classes === info.classes;
  if (!fits) {
    throw new MebaeError(
      'network-invalid',
      `made for ${height}x${width}x${channels} and ${classes} classes, ` +
        `the data is ${info.height}x${info.width}x${info.channels} with ${info.classes}`,
    );
  }
}

const titles: Record<DatasetId, string> = {
  mnist: 'MNIST',
  'fashion-mnist': 'Fashion-MNIST',
};

/** A name to tell runs apart by until the user gives one, in no language: `MNIST 128-64`. */
function runName({ layers }: NetworkSpec, { dataset }: TrainSpec): string {
  const title = (titles as Record<string, string>)[dataset] ?? path.basename(dataset);
  const hidden = layers.slice(0, -1).flatMap((layer) => {
    if (layer.kind === 'dense') return String(layer.units);
    return layer.kind === 'conv2d' ? `${layer.filters}c${layer.kernel}` : [];
  });
  return `${title} ${hidden.join('-')}`.trim().slice(0, 200);
}
