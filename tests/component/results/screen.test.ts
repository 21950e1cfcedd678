import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { catalogues } from '../../../renderer/messages/catalogue.ts';
import Screen from '../../../renderer/screens/results/Screen.svelte';
import { axeViolations } from '../accessibility.ts';
import {
  hello,
  renderWith,
  runRecord,
  startApp,
  type Answers,
  type ScriptedHost,
} from '../harness.ts';

const t = catalogues.en.results;
const user = userEvent.setup();
let host: ScriptedHost;
afterEach(() => host.close());

/** The real right classes of MNIST's 10,000 validation pictures. */
const folder = path.resolve(import.meta.dirname, '../../../assets/datasets/mnist');
const truths = new Uint8Array(
  gunzipSync(readFileSync(path.join(folder, 't10k-labels-idx1-ubyte.gz'))).subarray(8),
);
const labels = new Uint8Array(70_000);
labels.set(truths, 60_000);

/** Answers that are right but for the first hundred pictures, which are all taken for a 3. */
const predicted = Uint16Array.from(truths, (truth, index) => (index < 100 ? 3 : truth));
const wrong = truths.subarray(0, 100).filter((truth) => truth !== 3).length;

const answers: Answers = {
  hello: () => hello({ runs: [runRecord()] }),
  'data.labels': () => ({ labels }),
  'data.pixels': ({ ids }) => ({ pixels: new Uint8Array(ids.length * 784) }),
  'classify.samples': ({ ids }) => {
    const probabilities = new Float32Array(ids.length * 10);
    ids.forEach((id, row) => (probabilities[row * 10 + predicted[id - 60_000]!] = 1));
    return { probabilities, epoch: 3 };
  },
  'results.validation': () => ({
    predicted,
    confidence: new Float32Array(10_000).fill(0.9),
    correct: new Float32Array(10_000).fill(0.9),
    epoch: 3,
  }),
};

async function show(script: Answers = answers) {
  const started = await startApp(script);
  host = started.host;
  renderWith(started.app, Screen);
  return started.app;
}

describe('Results', () => {
  it('waits for a trained network and leads to where one is trained', async () => {
    const app = await show({});
    await user.click(screen.getByRole('button', { name: t.toTraining }));
    expect(app.room).toBe('train');
  });

  it('opens the report', async () => {
    const app = await show();
    expect(app.lesson.reportOpen).toBe(false);
    await user.click(await screen.findByRole('button', { name: catalogues.en.lesson.report }));
    expect(app.lesson.reportOpen).toBe(true);
  });

  it('shows four pictures with ten numbers each, and the accuracy', async () => {
    await show();
    expect(
      await screen.findByText(t.counts((10_000 - wrong).toLocaleString('en'), '10,000')),
    ).toBeTruthy();
    await expect.poll(() => document.querySelectorAll('article table').length).toBe(4);
    expect(document.querySelectorAll('article tbody tr')).toHaveLength(40);
  });

  it('shows wrong answers on demand, each naming the right class', async () => {
    await show();
    await user.click(await screen.findByLabelText(t.whichOptions.wrong));
    await expect.poll(() => screen.queryAllByText(catalogues.en.parts.answerWrong).length).toBe(4);
  });

  it('opens the pictures behind a number of the matrix', async () => {
    await show();
    await user.click(await screen.findByLabelText(t.views.matrix));
    const sevens = truths.subarray(0, 100).filter((truth) => truth === 7).length;
    await user.click(screen.getByRole('button', { name: t.cell(String(sevens), '7', '3') }));
    expect(screen.getByText(t.cellTitle(String(sevens), '7', '3'))).toBeTruthy();
    await expect.poll(() => document.querySelectorAll('ul canvas').length).toBe(sevens);
  });

  it('lists every mistake', async () => {
    await show();
    await user.click(await screen.findByLabelText(t.views.mistakes));
    expect(screen.getByText(t.mistakesTitle(String(wrong)))).toBeTruthy();
    expect(await axeViolations(document.body)).toEqual([]);
  });
});
