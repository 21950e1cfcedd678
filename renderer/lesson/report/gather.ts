import { builtInDatasets, type DatasetId, type RunRecord } from '../../../preload/contract.ts';
import { accuracyOf, confusionMatrix } from '../../../main/engine/results/confusion-matrix.ts';
import { mistakes } from '../../../main/engine/results/mistakes.ts';
import { parameterCounts } from '../../../main/engine/network/parameters.ts';
import { outputShapes } from '../../../main/engine/network/shapes.ts';
import { i18n } from '../../messages/i18n.svelte.ts';
import type { App } from '../../state/app.svelte.ts';
import { layersInWords } from '../../shell/layers-in-words.ts';
import { guessInWords } from '../guess-in-words.ts';
import { keptAccuracy, runFor } from '../guesses.ts';
import { inLanguage } from '../in-language.ts';
import { nowIso } from '../now.ts';
import { layerName } from './layer-name.ts';
import { moreSettings } from './more-settings.ts';
import type { SheetData, SheetPicture, SheetRun } from './sheet-data.ts';

/** The run that answers now; of one whose dataset is elsewhere there is nothing to show. */
export function reportedRun({ dropped, runs, datasets }: App): RunRecord | null {
  const candidates = dropped.run ? [dropped.run, ...runs.usable] : [];
  return candidates.find(({ train }) => datasets.info(train.dataset) !== null) ?? null;
}

/** The run that answers now, and the newest one of the lesson on each other dataset; the oldest first. */
function reportedRuns(app: App): RunRecord[] {
  const answering = reportedRun(app);
  if (!answering) return [];
  const { place } = app.lesson;
  const others = builtInDatasets.flatMap((dataset) => {
    const isOther = place !== null && dataset !== answering.train.dataset;
    return (isOther && runFor({ dataset }, app.runs.list, place.startedAt)) || [];
  });
  return [...others, answering].sort((a, b) => a.createdAt.localeCompare(b.createdAt));
}

/** All that the report tells, from the window's state and the engine. */
export async function gatherSheet(app: App, student: string): Promise<SheetData> {
  const { lesson } = app;
  const runs = reportedRuns(app);
  const newest = runs.at(-1);
  const { version } = await app.host.appInfo();
  const titleOf = (id: string) => {
    const step = lesson.lesson.steps.find((one) => one.id === id);
    return step ? inLanguage(step.title, i18n.locale) : id;
  };
  return {
    student,
    date: nowIso(),
    lesson: lesson.place && {
      title: inLanguage(lesson.lesson.title, i18n.locale),
      done: lesson.place.done.length,
      steps: lesson.lesson.steps.length,
    },
    guesses: (lesson.place?.guesses ?? []).map((guess) => ({
      step: i18n.t.lesson.sheet.guessOf(titleOf(guess.step), datasetName(guess.dataset)),
      text: guessInWords(app, guess),
    })),
    program: {
      version,
      engine: i18n.t.shell.about[newest?.engine ?? app.engine?.engine ?? 'native'],
      tensorflow: newest?.tensorflow ?? app.engine?.version ?? '–',
    },
    trainings: app.runs.list
      .filter(({ createdAt }) => createdAt >= (lesson.place?.startedAt ?? ''))
      .map((run) => ({
        name: run.name,
        dataset: datasetName(run.train.dataset),
        network: layersInWords(run.network),
        epochs: run.history.length,
        accuracy: keptAccuracy(run),
      }))
      .reverse(),
    runs: await Promise.all(runs.map((run) => gatherRun(app, run))),
  };
}

const datasetName = (id: string) => i18n.t.parts.datasets[id as DatasetId] ?? id;

async function gatherRun(app: App, run: RunRecord): Promise<SheetRun> {
  const dataset = run.train.dataset as DatasetId;
  const [answers, all] = await Promise.all([
    app.client.request('results.validation', { runId: run.id }),
    app.datasets.labels(dataset),
  ]);
  const first = app.datasets.info(dataset)?.training ?? 0;
  const truths = all.subarray(first);
  const matrix = confusionMatrix(truths, answers.predicted, run.network.classes);
  const shapes = outputShapes(run.network);
  const parameters = parameterCounts(run.network);
  const wrong = mistakes(truths, answers).slice(0, 2);
  const right = firstRight(truths, answers.predicted, 2);
  const indices = [...right, ...wrong.map(({ index }) => index)];
  return {
    record: run,
    dataset: datasetName(dataset),
    labels: run.labels[i18n.locale],
    optimizer: i18n.t.train.optimizers[run.train.optimizer.kind],
    more: moreSettings(run.train),
    layers: run.network.layers.map((layer, index) => ({
      name: layerName(layer),
      shape: shapes[index] ?? [],
      parameters: parameters[index] ?? 0,
    })),
    accuracy: accuracyOf(matrix) ?? 0,
    matrix,
    pictures: await gatherPictures(app, run, indices, first, truths),
  };
}

async function gatherPictures(
  app: App,
  run: RunRecord,
  indices: number[],
  first: number,
  truths: Uint8Array,
): Promise<SheetPicture[]> {
  const dataset = run.train.dataset as DatasetId;
  const ids = indices.map((index) => first + index);
  const [pictures, { probabilities }] = await Promise.all([
    app.datasets.pictures(dataset, ids),
    app.client.request('classify.samples', { runId: run.id, dataset, ids }),
  ]);
  const { classes, input } = run.network;
  return indices.map((index, place) => {
    const row = [...probabilities.subarray(place * classes, (place + 1) * classes)];
    return {
      pixels: pictures[place]!,
      width: input.width,
      height: input.height,
      actual: truths[index]!,
      predicted: row.indexOf(Math.max(...row)),
      probabilities: row,
    };
  });
}

function firstRight(truths: Uint8Array, predicted: Uint16Array, count: number): number[] {
  const found: number[] = [];
  for (let index = 0; index < truths.length && found.length < count; index += 1) {
    if (truths[index] === predicted[index]) found.push(index);
  }
  return found;
}
