import { isDeepStrictEqual } from 'node:util';
import {
  MebaeError,
  type CheckedPayload,
  type StepAnswers,
  type TrainSpec,
} from '../../../preload/contract.ts';
import { initialWeights } from '../trainers/initial-weights.ts';
import { requireFitting } from '../trainers/requirements.ts';
import { learningRateAt } from '../trainers/schedule.ts';
import type { Backend, LabelledImages, Trainer, Weights } from '../trainers/trainer.ts';
import type { RunStore } from '../store/run-store.ts';
import type { Answers } from './answers.ts';
import { labelsOf, pixelsOf } from './data-requests.ts';
import type { DatasetCache } from './dataset-cache.ts';
import type { Handlers } from './handlers.ts';
import { estimateTrainingMemory, requireMemory } from './memory.ts';
import { checkNetwork, limited } from './prepare.ts';
import { stepsPerEpoch } from '../network/steps.ts';

export interface StepContext {
  store: RunStore;
  datasets: DatasetCache;
  answers: Answers;
  backend(): Promise<Backend>;
  availableMemory(): number;
}

/** One optimizer step to look at, by a trainer of its own: beside a training under way, too. */
export function stepRequests(context: StepContext): Handlers<'training.step'> {
  return {
    'training.step': async (payload) => {
      const { network, train, dataset, ids } = payload;
      const data = await context.datasets.get(dataset);
      checkNetwork(network, data);
      requireFitting(train, network);
      const from = await startingPoint(context, payload);
      const steps = stepsPerEpoch(
        limited(data.training, train.trainingLimit).count,
        train.batchSize,
      );
      const learningRate = learningRateAt(train, from.epoch * steps, steps);
      const pictures = {
        count: ids.length,
        images: pixelsOf(data, ids),
        labels: labelsOf(data, ids),
      };
      const step = singleStep(train, ids.length, learningRate);
      const memory = estimateTrainingMemory(network, step, 2 * pictures.images.length);
      requireMemory(memory, context.availableMemory());
      const backend = await context.backend();
      const trainer = await backend.createTrainer({
        network,
        train: step,
        training: pictures,
        validation: pictures,
        initialWeights: from.weights,
      });
      try {
        return { ...(await stepped(trainer, pictures)), learningRate };
      } finally {
        trainer.dispose();
      }
    },
  };
}

async function startingPoint(
  { store, answers }: StepContext,
  { network, train, runId, epoch }: CheckedPayload<'training.step'>,
): Promise<{ weights: Weights; epoch: number }> {
  if (runId === undefined) return { weights: initialWeights(network, train.seed), epoch: 0 };
  if (!isDeepStrictEqual(store.get(runId).record.network, network)) {
    throw new MebaeError('network-invalid', 'the run has another network');
  }
  const moment = await answers.moment(runId, epoch);
  return { weights: await moment.weights(), epoch: moment.epoch };
}

/** The settings under which one epoch is one step on these very pictures. */
function singleStep(train: TrainSpec, pictures: number, learningRate: number): TrainSpec {
  return {
    ...train,
    trainingLimit: null,
    epochs: 1,
    batchSize: pictures,
    learningRate,
    schedule: { kind: 'constant' },
    augmentation: null,
    earlyStopping: null,
  };
}

async function stepped(trainer: Trainer, pictures: LabelledImages) {
  const before = await answersOf(trainer, pictures);
  const weightsBefore = await trainer.weights();
  trainer.beginEpoch();
  await trainer.advance(0);
  const after = await answersOf(trainer, pictures);
  return { before, after, weightsBefore, weightsAfter: await trainer.weights() };
}

async function answersOf(
  trainer: Trainer,
  { images, count }: LabelledImages,
): Promise<StepAnswers> {
  const { loss, accuracy } = await trainer.validate();
  return { loss, accuracy, probabilities: await trainer.predict(images, count) };
}
