import { configure, fireEvent, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { NamedTensor, Replies, RequestPayload, RunRecord } from '../../../preload/contract.ts';
import { catalogues } from '../../../renderer/messages/catalogue.ts';
import Screen from '../../../renderer/screens/train/Screen.svelte';
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

const t = catalogues.en.train;
const user = userEvent.setup();
// Hundreds of cells take jsdom longer than the second it is given.
configure({ asyncUtilTimeout: 10_000 });
let host: ScriptedHost;
afterEach(() => host.close());

const tensor = (name: string, shape: number[], value: number): NamedTensor => ({
  name,
  shape,
  values: new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(value),
});
const weights = (value: number): NamedTensor[] => [
  tensor('1/kernel', [784, 128], value),
  tensor('1/bias', [128], value),
  tensor('2/kernel', [128, 10], value),
  tensor('2/bias', [10], value),
];
/** Every picture is taken for `answer`, as surely as `share`. */
function answering(count: number, answer: number, share = 1): Float32Array {
  const probabilities = new Float32Array(count * 10).fill((1 - share) / 9);
  for (let row = 0; row < count; row++) probabilities[row * 10 + answer] = share;
  return probabilities;
}

/** All pictures are zeros. */
const script: Answers = {
  'data.labels': () => ({ labels: new Uint8Array(70_000) }),
  'data.pixels': ({ ids }) => ({ pixels: new Uint8Array(ids.length * 784) }),
  'run.weights': ({ epoch }) => ({ weights: weights(epoch ?? 3), epoch: epoch ?? 3 }),
  'classify.samples': ({ ids, epoch }) => ({
    // Before training all are wrong, afterwards right.
    probabilities: answering(ids.length, epoch === 0 ? 7 : 0),
    epoch: epoch ?? 3,
  }),
  'training.watch': () => ({}),
};
const finished = runRecord({ snapshots: [1, 2, 3] });

async function show(answers: Answers = {}, runs: RunRecord[] = [finished]) {
  const started = await startApp({ hello: () => hello({ runs }), ...script, ...answers });
  host = started.host;
  renderWith(started.app, Screen);
  return started.app;
}
const slider = () => screen.getByRole<HTMLInputElement>('slider', { name: t.moment.label });
const slide = (to: number) => fireEvent.input(slider(), { target: { value: String(to) } });
const openView = (name: keyof typeof t.views) => user.click(screen.getByLabelText(t.views[name]));

describe('the slider over the epochs', () => {
  it('goes from before training to now, says each place, and marks the epoch in the table', async () => {
    const app = await show();
    // Before training, epochs 1 and 2, and now, which is epoch 3.
    expect(slider().max).toBe('3');
    expect(slider().getAttribute('aria-valuetext')).toBe(t.moment.now);
    await slide(2);
    expect(app.moment.of(finished)).toBe(2);
    expect(slider().getAttribute('aria-valuetext')).toBe(t.moment.epochAccuracy('2', '96.00%'));
    const current = within(screen.getByRole('region', { name: t.table }))
      .getAllByRole('row')
      .filter((row) => row.getAttribute('aria-current'));
    expect(current.map((row) => row.querySelector('th')?.textContent)).toEqual(['2']);
    await slide(0);
    expect(slider().getAttribute('aria-valuetext')).toBe(t.moment.before);
    await user.click(screen.getByRole('button', { name: t.moment.toNow }));
    expect(app.moment.of(finished)).toBeNull();
  });

  it('finds the kept epoch that is closest to a place in the curves', async () => {
    const app = await show();
    expect(app.moment.nearest(finished, 0.3)).toBe(0);
    expect(app.moment.nearest(finished, 1.8)).toBe(2);
    expect(app.moment.nearest(finished, 9)).toBeNull();
    const thinned = runRecord({ state: 'running', snapshots: [1, 3] });
    expect(app.moment.stops(thinned)).toEqual([0, 1, 3, null]);
  });
});

describe('Watch', () => {
  it('shows the weights of 36 units and twelve answers, put back by the slider', async () => {
    await show();
    await openView('watch');
    expect(await screen.findAllByRole('img', { name: /^Unit \d+$/ })).toHaveLength(36);
    expect(await screen.findByText(t.watch.answersRight('12', '12'))).toBeTruthy();
    await slide(0);
    expect(await screen.findByText(t.watch.answersRight('0', '12'))).toBeTruthy();
    expect(screen.getAllByText(t.watch.wrong('7', '100%', '0'))).toHaveLength(12);
    await user.click(screen.getByText(t.watch.table));
    expect(screen.getAllByRole('row')).toHaveLength(37);
    expect(await axeViolations(document.body)).toEqual([]);
  });

  it('follows a training, and ends the watch on leaving', async () => {
    const running = runRecord({ state: 'running', history: [], weightsEpoch: 0 });
    const watch = vi.fn(() => ({}));
    const progress = {
      runId: running.id,
      state: 'running',
      phase: 'training',
      epoch: 1,
      epochs: 20,
      step: 1,
      stepsPerEpoch: 1875,
      loss: 2.3,
      accuracy: 0.1,
      samplesPerSecond: null,
      secondsLeft: null,
    } as const;
    await show({
      hello: () => hello({ runs: [running], training: { progress, points: [] } }),
      'training.watch': watch,
    });
    await openView('watch');
    const ids = Array.from({ length: 12 }, (_, index) => 60_000 + index);
    await vi.waitFor(() =>
      expect(watch).toHaveBeenCalledWith({ dataset: 'mnist', ids, kernel: true }),
    );
    const moment = { event: 'training.watch', runId: running.id, at: 0.1 } as const;
    const kernel = weights(0.5)[0]!;
    host.engine.emit({ ...moment, probabilities: answering(12, 7, 0.4), kernel });
    expect(await screen.findByText(t.watch.answersRight('0', '12'))).toBeTruthy();
    expect(screen.getAllByRole('img', { name: /^Unit \d+$/ })).toHaveLength(36);
    host.engine.emit({ ...moment, probabilities: answering(12, 0, 0.4), kernel: null });
    expect(await screen.findByText(t.watch.tooMany)).toBeTruthy();
    expect(screen.getByText(t.watch.answersRight('12', '12'))).toBeTruthy();
    await openView('curves');
    await vi.waitFor(() =>
      expect(watch).toHaveBeenLastCalledWith({ dataset: 'mnist', ids: [], kernel: false }),
    );
  });
});

describe('One step', () => {
  const after = weights(0.1);
  // Input 16 (row 1) of unit 5 is lowered by far the most.
  after[0]!.values[15 * 128 + 4] = 0.02;
  const stepReply = (ids: number[]): Replies['training.step'] => ({
    before: { loss: 2.5, accuracy: 0, probabilities: answering(ids.length, 7, 0.5) },
    after: { loss: 1.25, accuracy: 0, probabilities: answering(ids.length, 7, 0.25) },
    weightsBefore: weights(0.1),
    weightsAfter: after,
    learningRate: 0.001,
    step: 1,
    optimizer: [],
  });

  it('goes stage by stage through one real step, then on to the next pictures', async () => {
    const step = vi.fn(({ ids, goOn }: RequestPayload<'training.step'>) => ({
      ...stepReply(ids),
      step: (goOn?.step ?? 0) + 1,
    }));
    await show({ 'training.step': step });
    await openView('step');
    await user.click(screen.getByRole('button', { name: t.step.first }));
    expect(await screen.findByText(t.step.stages.pictures('8'))).toBeTruthy();
    const next = screen.getByRole('button', { name: t.step.next });
    await user.click(next);
    expect(screen.getByText(t.step.stages.answers('0', '8'))).toBeTruthy();
    await user.click(next);
    expect(screen.getByText(t.step.stages.error('2.5000'))).toBeTruthy();
    await user.click(next);
    expect(screen.getByText(t.step.stages.adjust('101,770', '0.001'))).toBeTruthy();
    // The weight that changed most is shown first.
    expect(screen.getByLabelText<HTMLInputElement>(t.step.unit).value).toBe('5');
    expect(screen.getByLabelText<HTMLInputElement>(t.step.input).value).toBe('16');
    expect(
      screen.getByRole('row', { name: `${t.step.weight} 0.100000 0.020000 -0.080000` }),
    ).toBeTruthy();
    expect(screen.getByText(t.step.down)).toBeTruthy();
    await user.click(next);
    expect(screen.getByText(t.step.stages.after('2.5000', '1.2500'))).toBeTruthy();
    expect(await axeViolations(document.body)).toEqual([]);
    await user.click(screen.getByRole('button', { name: t.step.another }));
    await vi.waitFor(() => expect(step).toHaveBeenCalledTimes(2));
    expect(step.mock.calls[1]?.[0].ids).toEqual([8, 9, 10, 11, 12, 13, 14, 15]);
    expect(step.mock.calls[1]?.[0]).not.toHaveProperty('runId');
    // On from the first, whose weight stays in view; then from the start again, by keyboard.
    const { goOn } = step.mock.calls[1]![0];
    expect(goOn).toMatchObject({ step: 1, optimizer: [] });
    expect(goOn!.weights[0]!.values[15 * 128 + 4]).toBeCloseTo(0.02, 6);
    for (let stage = 0; stage < 4; stage++) {
      await user.click(await screen.findByRole('button', { name: t.step.next }));
    }
    const history = screen.getByRole('table', { name: t.step.history });
    expect(within(history).getAllByRole('row')).toHaveLength(3);
    expect(within(history).getByRole('row', { name: '2 2.5000 1.2500 0.020000' })).toBeTruthy();
    const over = screen.getByRole('button', { name: t.step.startOver });
    over.focus();
    await user.keyboard('{Enter}');
    await vi.waitFor(() => expect(step).toHaveBeenCalledTimes(3));
    expect(step.mock.calls[2]?.[0].ids).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(step.mock.calls[2]?.[0]).not.toHaveProperty('goOn');
    expect(document.activeElement).toBe(over);
  });

  it('begins with the weights of the moment where that is wanted', async () => {
    const step = vi.fn(({ ids }: { ids: number[] }) => stepReply(ids));
    await show({ 'training.step': step });
    await openView('step');
    await user.click(screen.getByLabelText(t.step.fromOptions.moment));
    await slide(1);
    await user.click(screen.getByRole('button', { name: t.step.first }));
    await vi.waitFor(() =>
      expect(step).toHaveBeenCalledWith(expect.objectContaining({ runId: finished.id, epoch: 1 })),
    );
  });
});

describe('Data', () => {
  it('shows samples of training and validation data as the training uses them', async () => {
    const few = runRecord({ train: { ...finished.train, trainingLimit: 30 } });
    await show({}, [few]);
    await openView('data');
    expect(screen.getByText(t.samples.trainingPart('30', '60,000'))).toBeTruthy();
    const others = screen.getByRole('button', {
      name: `${t.samples.others} (${t.samples.training})`,
    });
    expect(await screen.findByTitle(t.samples.sample('24', '0'))).toBeTruthy();
    await user.click(others);
    // The 25th to the 30th, then the first again.
    expect(await screen.findByTitle(t.samples.sample('30', '0'))).toBeTruthy();
    expect(screen.getByTitle(t.samples.sample('18', '0'))).toBeTruthy();
    expect(screen.getByTitle(t.samples.sample('60,001', '0'))).toBeTruthy();
    expect(await axeViolations(document.body)).toEqual([]);
  });
});

describe('Overfitting', () => {
  const record = (epoch: number, loss: number, valLoss: number) => ({
    ...finished.history[0]!,
    epoch,
    loss,
    valLoss,
  });
  const overfitted = runRecord({
    history: [record(1, 0.9, 0.8), record(2, 0.5, 0.7), record(3, 0.01, 0.9)],
  });

  it('is set up and trained in one click', async () => {
    const start = vi.fn(() => ({ run: runRecord({ id: 'run-2', state: 'running', history: [] }) }));
    await show({
      hello: () => hello({ datasets: [mnist, { ...mnist, id: 'fashion-mnist' }] }),
      'training.start': start,
    });
    await user.click(screen.getByText(t.overfitting.title));
    await user.click(screen.getByRole('button', { name: t.overfitting.run }));
    expect(start).toHaveBeenCalledWith(
      expect.objectContaining({
        train: expect.objectContaining({
          dataset: 'fashion-mnist',
          trainingLimit: 300,
          epochs: 60,
        }),
      }),
    );
  });

  it('is named with its numbers, and what helps is trained beside it', async () => {
    const start = vi.fn(() => ({ run: runRecord({ id: 'run-2', state: 'running', history: [] }) }));
    const app = await show({ 'training.start': start }, [overfitted]);
    expect(screen.getByText(t.overfitting.found('2', '0.7000', '0.9000', '0.0100'))).toBeTruthy();
    // All pictures are used already: more there are not.
    const helps = screen.getByRole('group', { name: t.overfitting.helps });
    expect(within(helps).getAllByRole('button')).toHaveLength(2);
    await user.click(within(helps).getByText(t.overfitting.remedies.dropout));
    expect(start).toHaveBeenCalledTimes(1);
    expect(app.editor.network.layers[2]).toEqual({ kind: 'dropout', rate: 0.5 });
    expect(app.runs.compared.map(({ id }) => id)).toEqual([overfitted.id]);
  });
});
