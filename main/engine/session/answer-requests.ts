import {
  MebaeError,
  type NetworkSpec,
  type Replies,
  type RunRecord,
} from '../../../preload/contract.ts';
import type { DatasetLook } from '../pictures/look.ts';
import { summarizeAnswers } from '../results/answers.ts';
import type { RunFolder } from '../store/run-folder.ts';
import type { Backend, Weights } from '../trainers/trainer.ts';
import type { Classifiers } from './classifiers.ts';
import { pixelsOf } from './data-requests.ts';
import type { DatasetCache } from './dataset-cache.ts';
import type { Handlers } from './handlers.ts';
import type { SessionParts } from './parts.ts';
import type { Training } from './training.ts';
import { nextTurn } from './turn.ts';

export interface AnswerContext {
  parts: Pick<SessionParts, 'preparePicture' | 'store'>;
  backend(): Promise<Backend>;
  datasets: DatasetCache;
  classifiers: Classifiers;
  activeTraining(): Training | null;
}

/** Pictures put to the network at once: some 5 ms of work, so that a training under way hardly waits. */
const pictureBatch = 256;

/** Answers with a run's network: the running training's weights as they are, else those kept. */
export function answerRequests(
  context: AnswerContext,
): Handlers<'classify.image' | 'classify.samples' | 'results.validation'> {
  const { parts, datasets } = context;

  const lookFor = async ({ look, train }: RunRecord): Promise<DatasetLook> =>
    look ?? (await datasets.get(train.dataset)).look;

  return {
    'classify.image': async ({ runId, bytes }) => {
      const { record } = parts.store.get(runId);
      const prepared = await parts.preparePicture(
        bytes,
        record.network.input,
        await lookFor(record),
      );
      return { prepared, ...(await answer(context, runId, prepared.input, 1)) };
    },
    'classify.samples': async ({ runId, dataset, ids }) => {
      const { record } = parts.store.get(runId);
      const data = await datasets.get(dataset);
      requireSameShape(record.network, data.info);
      return answer(context, runId, pixelsOf(data, ids), ids.length);
    },
    'results.validation': async ({ runId }) => validationAnswers(context, runId),
  };
}

async function answer(
  context: AnswerContext,
  runId: string,
  images: Uint8Array,
  count: number,
): Promise<{ probabilities: Float32Array; epoch: number }> {
  const training = context.activeTraining();
  const live =
    training?.runId === runId
      ? training.ask(async (trainer) => ({
          probabilities: await trainer.predict(images, count),
          epoch: trainer.epoch,
        }))
      : null;
  if (live) return live;
  const run = context.parts.store.get(runId);
  const probabilities = await context.classifiers.use(
    runId,
    await context.backend(),
    () => keptWeights(run),
    (classifier) => classifier.predict(images, count),
  );
  return { probabilities, epoch: run.record.weightsEpoch };
}

async function validationAnswers(
  context: AnswerContext,
  runId: string,
): Promise<Replies['results.validation']> {
  const run = context.parts.store.get(runId);
  const { validation, info } = await context.datasets.get(run.record.train.dataset);
  requireSameShape(run.record.network, info);
  const size = info.height * info.width * info.channels;
  const snapshot = await weightsOfTheMoment(context, run);
  const backend = await context.backend();
  const summary = summarizeAnswers(validation.labels, run.record.network.classes);
  // The running training's weights move on; their answers must all be of one moment.
  const key = snapshot.live ? `${runId} ${snapshot.epoch} ${performance.now()}` : runId;
  const load = async () => ({
    network: run.record.network,
    weights: snapshot.weights ?? (await run.readWeights()),
  });
  await context.classifiers.use(key, backend, load, async (classifier) => {
    for (let from = 0; from < validation.count; from += pictureBatch) {
      const to = Math.min(from + pictureBatch, validation.count);
      const images = validation.images.subarray(from * size, to * size);
      summary.add(await classifier.predict(images, to - from));
      await nextTurn();
    }
  });
  if (snapshot.live) context.classifiers.drop(key);
  return { ...summary.result(), epoch: snapshot.epoch };
}

interface Snapshot {
  live: boolean;
  /** null: those on the disk. */
  weights: Weights | null;
  epoch: number;
}

async function weightsOfTheMoment(context: AnswerContext, run: RunFolder): Promise<Snapshot> {
  const training = context.activeTraining();
  const live =
    training?.runId === run.record.id
      ? training.ask(async (trainer) => ({
          live: true,
          weights: await trainer.weights(),
          epoch: trainer.epoch,
        }))
      : null;
  return live ?? { live: false, weights: null, epoch: run.record.weightsEpoch };
}

async function keptWeights(run: RunFolder): Promise<{ network: NetworkSpec; weights: Weights }> {
  return { network: run.record.network, weights: await run.readWeights() };
}

function requireSameShape(
  { input, classes }: NetworkSpec,
  info: { height: number; width: number; channels: number; classes: number },
): void {
  const fits =
    input.height === info.height &&
    input.width === info.width &&
    input.channels === info.channels &&
    classes === info.classes;
  if (!fits) throw new MebaeError('network-invalid', 'made for pictures of another shape');
}
