import { isDeepStrictEqual } from 'node:util';
import {
  MebaeError,
  type CheckedPayload,
  type NetworkSpec,
  type StepAnswers,
  type TrainSpec,
} from '../../../preload/contract.ts';
import type { Dataset } from '../data/datasets.ts';
import { optimizerRule } from '../graph/optimizers/index.ts';
import { slotTensors } from '../graph/variables.ts';
import { weightInfos } from '../network/parameters.ts';
import { stepsPerEpoch } from '../network/steps.ts';
import { initialWeights } from '../trainers/initial-weights.ts';
import { epochOrder } from '../trainers/permutation.ts';
import { requireFitting } from '../trainers/requirements.ts';
import { learningRateAt } from '../trainers/schedule.ts';
import type {
  Backend,
  LabelledImages,
  Trainer,
  TrainerOptions,
  Weights,
} from '../trainers/trainer.ts';
import { toFeeds } from '../trainers/weights.ts';
import type { RunStore } from '../store/run-store.ts';
import type { Answers } from './answers.ts';
import { labelsOf, pixelsOf } from './data-requests.ts';
import type { DatasetCache } from './dataset-cache.ts';
import type { Handlers } from './handlers.ts';
import { estimateTrainingMemory, requireMemory } from './memory.ts';
import { checkNetwork, limited } from './prepare.ts';

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
      const done = payload.goOn?.step ?? 0;
      const steps = stepsPerEpoch(
        limited(data.training, train.trainingLimit).count,
        train.batchSize,
      );
      const learningRate = learningRateAt(train, from.epoch * steps + done, steps);
      const ordered = inTrainingOrder(ids, train.seed);
      const pictures = labelled(data, ids);
      const step = singleStep(train, ids.length, learningRate);
      const memory = estimateTrainingMemory(network, step, 2 * pictures.images.length);
      requireMemory(memory, context.availableMemory());
      const backend = await context.backend();
      const trainer = await backend.createTrainer({
        network,
        train: step,
        training: labelled(data, ordered),
        validation: pictures,
        ...from.start,
      });
      try {
        return { ...(await stepped(trainer, pictures)), learningRate };
      } finally {
        trainer.dispose();
      }
    },
  };
}

type Start = Pick<TrainerOptions, 'initialWeights' | 'resume'>;

async function startingPoint(
  { store, answers }: StepContext,
  { network, train, runId, epoch, goOn }: CheckedPayload<'training.step'>,
): Promise<{ start: Start; epoch: number }> {
  if (goOn) requireOwn(network, train, goOn);
  // The trainer's first epoch is this step: which one it counts as matters for its order alone.
  const resume: Start | null = goOn ? { resume: { epoch: 0, ...goOn } } : null;
  if (runId === undefined) {
    return { start: resume ?? { initialWeights: initialWeights(network, train.seed) }, epoch: 0 };
  }
  if (!isDeepStrictEqual(store.get(runId).record.network, network)) {
    throw new MebaeError('network-invalid', 'the run has another network');
  }
  const moment = await answers.moment(runId, epoch);
  return {
    start: resume ?? { initialWeights: await moment.weights() },
    epoch: moment.epoch,
  };
}

/** @throws MebaeError bad-request where tensors are not just those of the network and its optimizer */
function requireOwn(
  network: NetworkSpec,
  { optimizer }: TrainSpec,
  given: { weights: Weights; optimizer: Weights },
): void {
  const { slots } = optimizerRule(optimizer);
  try {
    toFeeds(given.weights, weightInfos(network));
    toFeeds(given.optimizer, slotTensors(network, slots));
  } catch (error) {
    throw new MebaeError('bad-request', `training.step: ${(error as Error).message}`);
  }
}

/** Turned round the order that the trainer draws, so that the batch is in the order of `ids`: sums round by it. */
function inTrainingOrder(ids: number[], seed: number): number[] {
  const turned = new Array<number>(ids.length);
  epochOrder(seed, 0, ids.length).forEach((place, index) => {
    turned[place] = ids[index]!;
  });
  return turned;
}

function labelled(data: Dataset, ids: number[]): LabelledImages {
  return { count: ids.length, images: pixelsOf(data, ids), labels: labelsOf(data, ids) };
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
  while (await trainer.advance(0));
  const after = await answersOf(trainer, pictures);
  const { step, weights, optimizer } = await trainer.state();
  return { before, after, weightsBefore, weightsAfter: weights, step, optimizer };
}

async function answersOf(
  trainer: Trainer,
  { images, count }: LabelledImages,
): Promise<StepAnswers> {
  const { loss, accuracy } = await trainer.validate();
  return { loss, accuracy, probabilities: await trainer.predict(images, count) };
}
