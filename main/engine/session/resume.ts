import { MebaeError } from '../../../preload/contract.ts';
import type { RunFolder } from '../store/run-folder.ts';
import type { Trainer } from '../trainers/trainer.ts';
import { prepareTrainer, type TrainingRequest } from './prepare.ts';

/**
 * Builds the trainer that goes on from the run's checkpoint, and puts the card back to where that is:
 * an epoch that was stopped half-way is trained anew, so that the numbers are those of a run in one go.
 * @throws MebaeError train-invalid where all epochs asked for are trained already; dataset-unknown
 *   where the data is not what it was; and what `prepareTrainer` throws
 */
export async function goOn(folder: RunFolder, request: TrainingRequest): Promise<Trainer> {
  const { train, dataset, backend, saved } = request;
  const { fingerprint, engine } = folder.record;
  const finished = saved?.state?.epoch ?? 0;
  if (train.epochs <= finished) {
    throw new MebaeError('train-invalid', `${finished} epochs are trained already`, {
      field: 'epochs',
      finished,
    });
  }
  if (dataset.fingerprint !== fingerprint) {
    throw new MebaeError('dataset-unknown', `${train.dataset} has changed since this run`);
  }
  // Batches cut as before add up in the same order: the same numbers, on any machine's threads.
  const threads = engine === backend.kind ? folder.record.threads : backend.threads;
  const trainer = await prepareTrainer({ ...request, threads });
  try {
    // Those of epochs that are trained anew, maybe on the other engine.
    await folder.cutSnapshots(finished);
    await folder.update({
      state: 'running',
      train,
      history: folder.record.history.slice(0, finished),
      engine: backend.kind,
      tensorflow: backend.version,
      threads,
      failure: undefined,
    });
  } catch (error) {
    trainer.dispose();
    throw error;
  }
  return trainer;
}
