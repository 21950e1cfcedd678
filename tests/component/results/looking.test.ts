import { configure, fireEvent, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RunRecord } from '../../../preload/contract.ts';
import { catalogues } from '../../../renderer/messages/catalogue.ts';
import Screen from '../../../renderer/screens/results/Screen.svelte';
import { axeViolations } from '../accessibility.ts';
import {
  hello,
  mnist,
  renderWith,
  runRecord,
  startApp,
  type Answers,
  type ScriptedHost,
} from '../harness.ts';

const t = catalogues.en.results;
const user = userEvent.setup();
// Hundreds of cells take jsdom longer than the second it is given.
configure({ asyncUtilTimeout: 10_000 });
let host: ScriptedHost;
afterEach(() => host.close());

/** Ten pictures, one of each class, in both datasets. */
const info = { ...mnist, training: 0, validation: 10 };
const clothes = [...'0123456789'].map((digit) => `cloth ${digit}`);
const fashion = {
  ...info,
  id: 'fashion-mnist',
  labels: { en: clothes, ja: clothes },
} as const;
const digits = runRecord({ snapshots: [1, 2, 3], validationSamples: 10 });
const other = runRecord({
  id: 'run-2',
  name: 'Clothes',
  createdAt: '2026-11-23T00:00:00.000Z',
  labels: fashion.labels,
  train: { ...digits.train, dataset: 'fashion-mnist' },
});

/** Right but for the first `wrong` pictures, each taken for the next class. */
const predictions = (wrong: number) =>
  Uint16Array.from({ length: 10 }, (_, index) => (index < wrong ? index + 1 : index));

const script = (runs: RunRecord[]): Answers => ({
  hello: () => hello({ runs, datasets: [info, fashion] }),
  'data.labels': () => ({ labels: Uint8Array.from({ length: 10 }, (_, index) => index) }),
  'data.pixels': ({ ids }) => ({ pixels: new Uint8Array(ids.length * 784).fill(ids[0] ?? 0) }),
  'classify.samples': ({ ids, epoch }) => {
    const probabilities = new Float32Array(ids.length * 10);
    ids.forEach((id, row) => (probabilities[row * 10 + (epoch === 0 ? (id + 1) % 10 : id)] = 1));
    return { probabilities, epoch: epoch ?? 3 };
  },
  'results.validation': ({ runId, epoch }) => ({
    predicted: predictions(runId === 'run-2' ? 4 : epoch === 0 ? 9 : 2),
    confidence: new Float32Array(10).fill(0.9),
    correct: new Float32Array(10).fill(0.9),
    epoch: epoch ?? 3,
  }),
  'inspect.pixels': ({ epoch }) => ({
    activations: [784, 128, 10].map((units, layer) => ({
      name: String(layer),
      shape: [units],
      values: Float32Array.from({ length: units }, (_, unit) => (unit === 6 ? 3.5 : 0)),
    })),
    logits: new Float32Array(10),
    probabilities: Float32Array.from({ length: 10 }, (_, unit) => (unit === 6 ? 1 : 0)),
    epoch: epoch ?? 3,
  }),
});

async function show(runs: RunRecord[], answers: Answers = {}) {
  const started = await startApp({ ...script(runs), ...answers });
  host = started.host;
  renderWith(started.app, Screen);
  return started.app;
}
const slide = (to: number) =>
  fireEvent.input(screen.getByRole('slider'), { target: { value: String(to) } });

describe('Results at a moment gone by', () => {
  it('puts every answer back, and asks for each moment once', async () => {
    await show([digits]);
    expect(await screen.findByText(t.counts('8', '10'))).toBeTruthy();
    await slide(0);
    expect(await screen.findByText(t.counts('1', '10'))).toBeTruthy();
    await expect
      .poll(() => document.querySelectorAll('article table.wrong').length)
      .toBeGreaterThan(0);
    await user.click(screen.getByRole('button', { name: catalogues.en.train.moment.toNow }));
    expect(await screen.findByText(t.counts('8', '10'))).toBeTruthy();
    expect(host.engine.asked('results.validation')).toBe(2);
  });
});

describe('a picture from inside', () => {
  it('is a click away: its numbers, each layer, the probabilities; Esc comes back', async () => {
    await show([digits]);
    await user.click(await screen.findByLabelText(t.views.mistakes));
    const [first] = await screen.findAllByRole('button', { name: t.mistake('0', '1', '90%') });
    await user.click(first!);
    expect(await screen.findAllByRole('gridcell')).toHaveLength(784);
    expect(screen.getByText(t.layerTitle('1', 'Dense', '128'))).toBeTruthy();
    expect(screen.getByText(t.stripWords('1', '128', '7', '3.5000'))).toBeTruthy();
    await user.click(screen.getByText(t.table));
    expect(screen.getByRole('row', { name: '7 3.5000' })).toBeTruthy();
    expect(await axeViolations(document.body)).toEqual([]);
    await user.keyboard('{Escape}');
    expect(await screen.findByText(t.mistakesTitle('2'))).toBeTruthy();
  });
});

describe('two runs beside each other', () => {
  it('say what is harder and which classes are confused most', async () => {
    await show([digits, other]);
    await user.click(await screen.findByLabelText(t.views.compare));
    expect(
      await screen.findByText(t.harder('Fashion-MNIST', '60.00%', 'MNIST', '80.00%')),
    ).toBeTruthy();
    expect(screen.getByText(t.confused('MNIST', '0', '1', '1', '50%'))).toBeTruthy();
    expect(
      screen.getByText(t.confused('Fashion-MNIST', 'cloth 0', 'cloth 1', '1', '25%')),
    ).toBeTruthy();
    expect(screen.getAllByRole('table', { name: t.matrixTitle })).toHaveLength(2);
    expect(screen.queryByText(t.unlike)).toBeNull();
    expect(await axeViolations(document.body)).toEqual([]);
    await user.click(screen.getByRole('button', { name: t.cell('1', '0', '1') }));
    expect(screen.getByText(t.cellTitle('1', '0', '1'))).toBeTruthy();
  });

  it('need another: it is trained in one click, with the same network', async () => {
    const start = vi.fn(() => ({ run: { ...other, state: 'running' as const, history: [] } }));
    const app = await show([digits], { 'training.start': start });
    await user.click(await screen.findByLabelText(t.views.compare));
    await user.click(screen.getByRole('button', { name: t.trainOther('Fashion-MNIST') }));
    await vi.waitFor(() => expect(start).toHaveBeenCalledTimes(1));
    expect(app.editor.train).toMatchObject({ dataset: 'fashion-mnist', epochs: 5 });
    expect(app.editor.network).toEqual(digits.network);
    expect(app.room).toBe('train');
  });
});
