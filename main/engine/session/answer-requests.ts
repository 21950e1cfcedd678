import { type Replies, type RunRecord } from '../../../preload/contract.ts';
import type { DatasetLook } from '../pictures/look.ts';
import { summarizeAnswers } from '../results/answers.ts';
import type { Answers } from './answers.ts';
import { pixelsOf } from './data-requests.ts';
import type { DatasetCache } from './dataset-cache.ts';
import type { Handlers } from './handlers.ts';
import type { SessionParts } from './parts.ts';
import { requireSameShape } from './prepare.ts';
import { nextTurn } from './turn.ts';

export interface AnswerContext {
  parts: Pick<SessionParts, 'preparePicture' | 'store'>;
  datasets: DatasetCache;
  answers: Answers;
}

/** Pictures put to the network at once: some 5 ms of work, so that a training under way hardly waits. */
const pictureBatch = 256;

/** Answers with a run's network. */
export function answerRequests(
  context: AnswerContext,
): Handlers<'classify.image' | 'classify.samples' | 'results.validation'> {
  const { parts, datasets, answers } = context;

  const lookFor = async ({ look, train }: RunRecord): Promise<DatasetLook> =>
    look ?? (await datasets.get(train.dataset)).look;

  return {
    'classify.image': async ({ runId, bytes }) => {
      const { record } = parts.store.get(runId);
      const look = await lookFor(record);
      const prepared = await parts.preparePicture(bytes, record.network.input, look);
      const { answer: probabilities, epoch } = await answers.ask(runId, undefined, (network) =>
        network.predict(prepared.input, 1),
      );
      return { prepared, probabilities, epoch };
    },
    'classify.samples': async ({ runId, dataset, ids, epoch }) => {
      const { record } = parts.store.get(runId);
      const data = await datasets.get(dataset);
      requireSameShape(record.network, data.info);
      const images = pixelsOf(data, ids);
      const told = await answers.ask(runId, epoch, (network) =>
        network.predict(images, ids.length),
      );
      return { probabilities: told.answer, epoch: told.epoch };
    },
    'results.validation': async ({ runId, epoch }) => validationAnswers(context, runId, epoch),
  };
}

async function validationAnswers(
  { parts, datasets, answers }: AnswerContext,
  runId: string,
  epoch: number | undefined,
): Promise<Replies['results.validation']> {
  const { record } = parts.store.get(runId);
  const { validation, info } = await datasets.get(record.train.dataset);
  requireSameShape(record.network, info);
  const size = info.height * info.width * info.channels;
  const summary = summarizeAnswers(validation.labels, record.network.classes);
  // A trainer at work would move on between two batches; the answers must all be of one moment.
  const moment = await answers.moment(runId, epoch);
  await answers.use(runId, moment, async (network) => {
    for (let from = 0; from < validation.count; from += pictureBatch) {
      const to = Math.min(from + pictureBatch, validation.count);
      const images = validation.images.subarray(from * size, to * size);
      summary.add(await network.predict(images, to - from));
      await nextTurn();
    }
  });
  return { ...summary.result(), epoch: moment.epoch };
}
