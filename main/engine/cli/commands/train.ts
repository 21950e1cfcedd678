import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { MebaeError, type RunRecord } from '../../../../preload/contract.ts';
import { loadDataset } from '../../data/datasets.ts';
import { availableMemory } from '../../session/memory.ts';
import { newRecord, prepareTrainer } from '../../session/prepare.ts';
import { goOn } from '../../session/resume.ts';
import { Training } from '../../session/training.ts';
import { RunFolder, runFiles } from '../../store/run-folder.ts';
import { newRunId } from '../../store/run-id.ts';
import type { SavedRun } from '../../store/run-file.ts';
import { partsFor } from '../../trainers/threads.ts';
import type { Trainer } from '../../trainers/trainer.ts';
import type { CommandContext } from '../context.ts';
import { engineFor } from '../engine.ts';
import { exitCodes } from '../exit-codes.ts';
import { requiredText, textOf, type Options } from '../options.ts';
import { checkResumeOptions, epochsOf, networkFor, trainSpecOf } from '../train-options.ts';
import { TrainReport } from '../train-report.ts';

interface Prepared {
  folder: RunFolder;
  saved: SavedRun | null;
  /** null: all epochs asked for are trained already. */
  trainer: Trainer | null;
}

/** `mebae train`: trains a new run, or with --resume goes on with one. */
export async function train(context: CommandContext, options: Options): Promise<number> {
  const resumed = textOf(options, 'resume');
  const { folder, saved, trainer } =
    resumed === undefined
      ? await prepareNew(context, options)
      : await prepareResumed(context, options, path.resolve(resumed));
  const report = new TrainReport(context.output, folder);
  report.start();
  if (!trainer) {
    report.done();
    return exitCodes.done;
  }
  const training = new Training({
    folder,
    trainer,
    saved,
    events: {
      progress: (progress) => report.progress(progress),
      epoch: (record) => report.epoch(record),
    },
  });
  context.onInterrupt(() => training.stop());
  return exitFor(await training.run(), report);
}

function exitFor(run: RunRecord, report: TrainReport): number {
  if (run.failure) throw new MebaeError(run.failure.code, run.failure.detail, run.failure.values);
  if (run.state === 'stopped') {
    report.interrupted();
    return exitCodes.interrupted;
  }
  report.done();
  return exitCodes.done;
}

async function prepareNew(context: CommandContext, options: Options): Promise<Prepared> {
  const name = requiredText(options, 'dataset');
  const train = trainSpecOf(options, datasetFolder(name));
  const out = path.resolve(textOf(options, 'out') ?? defaultOut(name));
  const taken = Object.values(runFiles).some((file) => existsSync(path.join(out, file)));
  if (taken) throw new MebaeError('write-failed', `${out} holds a run already`);
  const dataset = await loadDataset(train.dataset, context.assets);
  const network = await networkFor(options, dataset);
  // One network a process: it gets the number of threads that trains it fastest.
  const threads = partsFor(network, train.batchSize, availableParallelism());
  const { backend } = await engineFor(options, context.output, threads);
  const request = {
    ...{ network, train, dataset, backend, saved: null },
    availableMemory: availableMemory(),
  };
  const trainer = await prepareTrainer(request);
  const record = { ...newRecord(request, context.version), id: newRunId() };
  return { folder: await RunFolder.create(out, record), saved: null, trainer };
}

async function prepareResumed(
  context: CommandContext,
  options: Options,
  place: string,
): Promise<Prepared> {
  checkResumeOptions(options);
  const epochs = epochsOf(options);
  const folder = await RunFolder.open(place);
  const saved = await folder.readCheckpoint();
  const { network } = folder.record;
  const moved = textOf(options, 'dataset');
  const train = {
    ...folder.record.train,
    ...(epochs === undefined ? {} : { epochs }),
    ...(moved === undefined ? {} : { dataset: datasetFolder(moved) }),
  };
  if (train.epochs <= (saved.state?.epoch ?? 0)) return { folder, saved, trainer: null };
  const dataset = await loadDataset(train.dataset, context.assets);
  const { backend } = await engineFor(options, context.output);
  const request = { network, train, dataset, backend, saved, availableMemory: availableMemory() };
  return { folder, saved, trainer: await goOn(folder, request) };
}

/** The card must find a folder again from anywhere; a name of the application's own stays a name. */
function datasetFolder(name: string): string {
  return /[\\/]|^\.\.?$/.test(name) || existsSync(name) ? absoluteUnlessOwn(name) : name;
}

function absoluteUnlessOwn(name: string): string {
  return name === 'mnist' || name === 'fashion-mnist' ? name : path.resolve(name);
}

/** A folder of its own in the folder where the command was given, named after the data and the time. */
function defaultOut(dataset: string): string {
  return path.join('mebae-runs', `${path.basename(path.resolve(dataset))}-${newRunId()}`);
}
