import { screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { catalogues } from '../../../renderer/messages/catalogue.ts';
import { i18n } from '../../../renderer/messages/i18n.svelte.ts';
import Strip from '../../../renderer/shell/Strip.svelte';
import type { EngineInfo, Replies, Settings, TrainingProgress } from '../../../preload/contract.ts';
import { axeViolations } from '../accessibility.ts';
import {
  hello,
  renderWith,
  runRecord,
  startApp,
  type Answers,
  type ScriptedHost,
} from '../harness.ts';

const t = catalogues.en.shell;
const user = userEvent.setup();
let host: ScriptedHost;
afterEach(() => host.close());

const progress: TrainingProgress = {
  runId: 'run-1',
  state: 'running',
  phase: 'training',
  epoch: 3,
  epochs: 20,
  step: 1240,
  stepsPerEpoch: 1875,
  loss: 0.08314,
  accuracy: 0.97,
  samplesPerSecond: 42_000,
  secondsLeft: 41,
};

async function show(answers: Answers = {}, settings: Partial<Settings> = {}) {
  const started = await startApp(answers, settings);
  host = started.host;
  renderWith(started.app, Strip);
  return started.app;
}

const training = (changes: Partial<TrainingProgress> = {}): Answers => ({
  hello: () =>
    hello({
      runs: [runRecord({ state: 'running' })],
      training: { progress: { ...progress, ...changes }, points: [{ at: 1, loss: 0.1 }] },
    }),
});

describe('Strip', () => {
  it('says on the first start what stands ready, with the way to train one click away', async () => {
    const app = await show({
      'training.start': () => ({
        run: runRecord({ state: 'running', weightsEpoch: 0, history: [] }),
      }),
    });
    expect(screen.getByText(t.strip.first('MNIST'))).toBeTruthy();
    await user.click(screen.getByRole('button', { name: t.strip.start }));
    expect(app.room).toBe('train');
    await waitFor(() => expect(host.engine.asked('training.start')).toBe(1));
    expect(host.engine.requests.at(-1)?.payload).toEqual({
      network: app.editor.network,
      train: app.editor.train,
    });
  });

  it('shows epoch, step, loss and time left of a training', async () => {
    await show(training());
    expect(screen.getByText('Epoch 3 of 20')).toBeTruthy();
    expect(screen.getByText('1,240 of 1,875 steps')).toBeTruthy();
    expect(screen.getByText('0.0831')).toBeTruthy();
    expect(screen.getByText('41 sec')).toBeTruthy();
    const bar = screen.getByRole('progressbar', { name: t.strip.progress });
    expect(bar.getAttribute('value')).toBe(String((2 + 1240 / 1875) / 20));
  });

  it('says that it validates, and while that is paused, where it stands', async () => {
    await show(training({ phase: 'validating', step: 1875 }));
    expect(screen.getByText(t.strip.validating)).toBeTruthy();
    host.engine.emit({
      event: 'training.progress',
      progress: { ...progress, state: 'paused', phase: 'validating', step: 1875 },
      points: [],
    });
    expect(await screen.findByText('1,875 of 1,875 steps')).toBeTruthy();
    expect(screen.getByText(t.strip.pausedAt('3', '20'))).toBeTruthy();
  });

  it('pauses, goes on and stops', async () => {
    const done = (): Record<string, never> => ({});
    await show({
      ...training(),
      'training.pause': done,
      'training.resume': done,
      'training.stop': done,
    });
    await user.click(screen.getByRole('button', { name: t.strip.pause }));
    await waitFor(() => expect(host.engine.asked('training.pause')).toBe(1));
    host.engine.emit({
      event: 'training.progress',
      progress: { ...progress, state: 'paused' },
      points: [],
    });
    await user.click(await screen.findByRole('button', { name: t.strip.resume }));
    await waitFor(() => expect(host.engine.asked('training.resume')).toBe(1));
    await user.click(screen.getByRole('button', { name: t.strip.stop }));
    await waitFor(() => expect(host.engine.asked('training.stop')).toBe(1));
  });

  it('tells a screen reader the phases, not the batches', async () => {
    await show(training());
    const live = document.querySelector('[aria-live]')!;
    expect(live.textContent).toBe(t.trainingUnderWay);
    host.engine.emit({
      event: 'training.progress',
      progress: { ...progress, epoch: 4, step: 7 },
      points: [{ at: 3, loss: 0.05 }],
    });
    await screen.findByText('Epoch 4 of 20');
    expect(live.textContent).toBe(t.trainingUnderWay);
    host.engine.emit({ event: 'training.ended', run: runRecord() });
    await waitFor(() => expect(live.textContent).toBe(t.strip.announceEnd.finished));
  });

  it('offers to go on with a training that the engine died over', async () => {
    const app = await show({
      ...training(),
      'training.continue': () => ({ run: runRecord({ state: 'running' }) }),
    });
    host.status({ state: 'restarting', reason: 'SIGKILL', restarts: 1 });
    await screen.findByText(`${t.strip.restarting} ${t.strip.kept(3)}`);
    host.answers.hello = () => hello({ runs: [runRecord({ state: 'interrupted' })] });
    host.status({ state: 'ready' });
    await screen.findByText(`${t.strip.restarted} ${t.strip.kept(3)}`);
    await user.click(screen.getByRole('button', { name: t.strip.goOn }));
    await waitFor(() => expect(host.engine.asked('training.continue')).toBe(1));
    expect(host.engine.requests.at(-1)?.payload).toEqual({ runId: 'run-1' });
    await waitFor(() => expect(app.interruptedRunId).toBeNull());
  });

  it('starts an engine again that stayed off', async () => {
    await show();
    host.status({ state: 'down', reason: 'exit code 1' });
    expect(await screen.findByText(t.strip.down, { selector: '.words p' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: t.strip.restart }));
    expect(host.restarts).toBe(1);
  });

  it.each([
    ['finished', t.strip.finished('3 epochs', '97.0%')],
    ['stopped', t.strip.stopped('3 epochs', '97.0%')],
    ['interrupted', t.strip.interrupted('3 epochs')],
  ] as const)('says how the last training ended: %s', async (state, sentence) => {
    await show({ hello: () => hello({ runs: [runRecord({ state })] }) });
    expect(screen.getByText(sentence)).toBeTruthy();
  });

  it.each([
    ['with the weights of its middle', { stoppedAt: 0.4 }, t.strip.stoppedInFirst],
    ['with none', {}, t.strip.stoppedAtOnce],
  ])(
    'says what a training stopped in its first epoch ended with: %s',
    async (_, kept, sentence) => {
      const run = runRecord({ state: 'stopped', history: [], weightsEpoch: 0, ...kept });
      await show({ hello: () => hello({ runs: [run] }) });
      expect(screen.getByText(sentence)).toBeTruthy();
      const results = screen.queryByRole('button', { name: t.strip.results });
      expect(results !== null).toBe('stoppedAt' in kept);
    },
  );

  it.each(['no-library', 'no-avx', 'no-binding', 'load-failed', 'forced'] as const)(
    'says why the portable engine computes: %s',
    async (code) => {
      const info: EngineInfo = {
        ...hello().info,
        engine: 'portable',
        whyNotNative: { code, detail: '' },
      };
      await show({ hello: () => hello({ info }) });
      expect(screen.getByText(new RegExp(t.engine.why[code]))).toBeTruthy();
    },
  );

  it('counts many pictures and lets them be called off', async () => {
    const never = () => new Promise<Replies['classify.image']>(() => undefined);
    const app = await show({
      hello: () => hello({ runs: [runRecord()] }),
      'classify.image': never,
    });
    app.dropped.add(Array.from({ length: 12 }, (_, k) => new File(['x'], `${k}.png`)));
    await screen.findByText(t.strip.classifyingAt('0', '12'));
    await user.click(screen.getByRole('button', { name: t.strip.cancel }));
    expect(app.dropped.items).toHaveLength(2);
    expect(app.notices.list[0]?.text).toBe(t.strip.cancelled(10, '10'));
    app.notices.list[0]?.action?.run();
    expect(app.dropped.items).toHaveLength(12);
  });

  it.each(['en', 'ja'] as const)('has nothing for axe to find (%s)', async (locale) => {
    const app = await show(training());
    i18n.locale = locale;
    await vi.waitFor(async () => expect(await axeViolations(document.body)).toEqual([]));
    host.engine.emit({ event: 'training.ended', run: runRecord() });
    await waitFor(() => expect(app.training.active).toBe(false));
    expect(await axeViolations(document.body)).toEqual([]);
  });
});
