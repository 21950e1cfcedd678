import { bitmapUrl } from './bitmap.ts';
import { curvesSvg } from './curves.ts';
import { markup, type Markup } from './markup.ts';
import type { SheetData, SheetPicture, SheetRun, SheetWords } from './sheet-data.ts';

const facts = (rows: readonly (readonly [string, string])[]) =>
  markup`<dl>${rows.map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  markup`<table><thead><tr>${head.map((cell) => markup`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${rows.map((row) => markup`<tr>${row.map((cell) => markup`<td>${cell}</td>`)}</tr>`)}</tbody></table>`;

export function head(data: SheetData, { texts: t, ...words }: SheetWords): Markup {
  const { lesson, program } = data;
  const rows: [string, string][] = [];
  if (data.student !== '') rows.push([t.student, data.student]);
  rows.push([t.date, words.date(data.date)]);
  if (lesson) {
    const { title, done, steps } = lesson;
    rows.push([t.lesson, t.lessonAndSteps(title, words.number(done), words.number(steps))]);
  }
  const { version, engine, tensorflow } = program;
  rows.push([t.program, t.programVersion(version, engine, tensorflow)]);
  return markup`<h1>${t.title}</h1>${facts(rows)}`;
}

export function guesses({ guesses }: SheetData, { texts: t }: SheetWords): Markup {
  const list =
    guesses.length === 0
      ? markup`<p>${t.noGuesses}</p>`
      : facts(guesses.map(({ step, text }) => [step, text] as const));
  return markup`<section><h2>${t.guesses}</h2>${list}</section>`;
}

/** All trainings in one table, where there is more than one. */
export function trainings({ trainings }: SheetData, { texts: t, ...words }: SheetWords): Markup[] {
  if (trainings.length < 2) return [];
  const rows = trainings.map(({ name, dataset, network, epochs, accuracy }) => [
    name,
    dataset,
    network,
    words.number(epochs),
    accuracy === null ? '–' : words.percent(accuracy, 2),
  ]);
  const columns = [t.run, t.dataset, t.network, t.epochs, t.validationAccuracy];
  return [markup`<section><h2>${t.trainings}</h2>${table(columns, rows)}</section>`];
}

/** One training in full. */
export function oneRun(run: SheetRun, words: SheetWords): Markup {
  return markup`<section class="run"><h2>${words.texts.oneRun(run.record.name)}</h2>
${[settings, training, result, answers].map((part) => part(run, words))}</section>`;
}

function settings(run: SheetRun, { texts: t, number }: SheetWords): Markup {
  const { record } = run;
  const { train } = record;
  return markup`<section><h3>${t.settings}</h3>${facts([
    [t.run, record.name],
    [t.dataset, run.dataset],
    [t.trainedOn, number(record.trainSamples)],
    [t.validatedOn, number(record.validationSamples)],
    [t.epochs, `${number(record.history.length)} / ${number(train.epochs)}`],
    [t.batchSize, number(train.batchSize)],
    [t.optimizer, run.optimizer],
    [t.learningRate, String(train.learningRate)],
    [t.seed, String(train.seed)],
    ...run.more,
  ])}</section>
<section><h3>${t.network}</h3>${table(
    [t.layer, t.shape, t.parameters],
    [
      ...run.layers.map(({ name, shape, parameters }) => [
        name,
        shape.map((side) => number(side)).join(' × '),
        number(parameters),
      ]),
      [t.all, '', number(record.parameters)],
    ],
  )}</section>`;
}

function training({ record }: SheetRun, { texts: t, number, percent }: SheetWords): Markup {
  const { history } = record;
  const curves = (training: readonly number[], validation: readonly number[]) => [
    { name: t.training, values: training, dashed: false },
    { name: t.validation, values: validation, dashed: true },
  ];
  const loss = curvesSvg(
    t.lossCurve,
    t.epoch,
    curves(
      history.map((epoch) => epoch.loss),
      history.map((epoch) => epoch.valLoss),
    ),
    (value) => number(value, 3),
  );
  const accuracy = curvesSvg(
    t.accuracyCurve,
    t.epoch,
    curves(
      history.map((epoch) => epoch.accuracy),
      history.map((epoch) => epoch.valAccuracy),
    ),
    (value) => percent(value),
  );
  const rows = history.map((epoch) => [
    number(epoch.epoch),
    number(epoch.loss, 4),
    percent(epoch.accuracy, 2),
    number(epoch.valLoss, 4),
    percent(epoch.valAccuracy, 2),
  ]);
  return markup`<section><h3>${t.curves}</h3><div class="pair">${loss}${accuracy}</div>
${table(
  [t.epoch, t.trainingLoss, t.trainingAccuracy, t.validationLoss, t.validationAccuracy],
  rows,
)}</section>`;
}

function result(run: SheetRun, { texts: t, number, percent }: SheetWords): Markup {
  const { counts, classes } = run.matrix;
  const all = counts.reduce((sum, count) => sum + count, 0);
  const wrong = number(Math.round(all * (1 - run.accuracy)));
  const row = (actual: number) =>
    Array.from({ length: classes }, (_, answer) => {
      const count = counts[actual * classes + answer] ?? 0;
      const kind = actual === answer ? 'right' : count > 0 ? 'wrong' : 'none';
      return markup`<td class="${kind}">${number(count)}</td>`;
    });
  return markup`<section><h3>${t.result}</h3>
<p>${t.resultText(percent(run.accuracy, 2), wrong, number(all))}</p></section>
<section><h3>${t.matrix}</h3><p>${t.matrixLead}</p>
<table class="matrix"><thead><tr><th scope="col">${t.actual}</th>${run.labels.map(
    (label) => markup`<th scope="col">${label}</th>`,
  )}</tr></thead><tbody>${run.labels.map(
    (label, actual) => markup`<tr><th scope="row">${label}</th>${row(actual)}</tr>`,
  )}</tbody></table></section>`;
}

function answers(run: SheetRun, words: SheetWords): Markup {
  const { texts: t } = words;
  return markup`<section><h3>${t.answers}</h3><p>${t.answersLead}</p>
<div class="pictures">${run.pictures.map((one) => picture(one, run.labels, words))}</div></section>`;
}

function picture(
  { pixels, width, height, actual, predicted, probabilities }: SheetPicture,
  labels: readonly string[],
  { texts: t, number }: SheetWords,
): Markup {
  const name = (label: number) => labels[label] ?? String(label);
  const isRight = actual === predicted;
  const verdict = isRight ? t.right(name(predicted)) : t.wrong(name(predicted), name(actual));
  return markup`<article><h4 class="${isRight ? 'right' : 'wrong'}">${verdict}</h4>
<img alt="${name(actual)}" src="${bitmapUrl(pixels, width, height)}">
<table><thead><tr><th scope="col">${t.className}</th><th scope="col">${t.probability}</th></tr></thead>
<tbody>${probabilities.map((probability, label) => {
    const kind = label === predicted ? 'answer' : 'other';
    return markup`<tr class="${kind}"><td>${name(label)}</td><td>${number(probability, 4)}</td></tr>`;
  })}</tbody></table></article>`;
}
