import { waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { rooms, SettingsSchema, type Settings } from '../../../preload/contract.ts';
import { lectureLesson } from '../../../renderer/lesson/built-in.ts';
import { catalogues } from '../../../renderer/messages/catalogue.ts';
import { startApp, type ScriptedHost } from '../harness.ts';

const t = catalogues.en.lesson;
let host: ScriptedHost;
afterEach(() => host.close());

async function open(settings: Partial<Settings> = {}) {
  const started = await startApp({}, settings);
  host = started.host;
  return started.app;
}

const bytesOf = (value: object) => new TextEncoder().encode(JSON.stringify(value));
const step = (id: string, more: object = {}) => ({
  id,
  title: id,
  text: 'x',
  room: 'data',
  ...more,
});
const lesson = (more: object = {}) => ({
  format: 'mebae-lesson',
  version: 1,
  title: 'Short',
  steps: [step('one'), step('two', { room: 'train' }), step('three', { room: 'results' })],
  ...more,
});
const lastNotice = (app: Awaited<ReturnType<typeof open>>) => app.notices.list.at(-1)?.text;

describe('the course', () => {
  it('begins with the lecture and leads to each step’s room', async () => {
    const app = await open();
    app.lesson.toggle();
    expect(app.lesson.active).toBe(true);
    for (const { room } of lectureLesson.steps) {
      expect(app.room).toBe(room);
      app.lesson.next();
    }
    expect(app.lesson.isLast).toBe(true);
    app.lesson.previous();
    expect(app.lesson.step.id).toBe(lectureLesson.steps.at(-2)?.id);
  });

  it('keeps the place, and takes it up again at the next start', async () => {
    const first = await open();
    first.lesson.toggle();
    first.lesson.next();
    first.lesson.next();
    first.lesson.leave();
    first.remember();
    await waitFor(() => expect(host.written).not.toHaveLength(0));
    const written = host.written.at(-1)!;
    expect(v.safeParse(SettingsSchema, JSON.parse(JSON.stringify(written))).success).toBe(true);
    host.close();
    const second = await open(written);
    expect(second.lesson.active).toBe(false);
    second.go('try');
    second.lesson.toggle();
    expect(second.lesson.index).toBe(2);
    expect(second.room).toBe(lectureLesson.steps[2]!.room);
  });

  it('ticks a step when its events have happened in any order, and not before', async () => {
    const app = await open();
    app.lesson.note('pixels-reduced');
    app.lesson.toggle();
    app.lesson.note('matrix-opened');
    app.lesson.note('pixels-reduced');
    expect(app.lesson.stepDone).toBe(false);
    app.lesson.note('plane-viewed');
    expect(app.lesson.stepDone).toBe(true);
  });

  it('asks for a guess before a step can be done', async () => {
    const app = await open();
    app.lesson.open(
      bytesOf(
        lesson({
          steps: [
            step('one', { guess: 'accuracy', done: [{ when: 'room', room: 'data' }] }),
            step('two', { guess: 'confusion', done: [{ when: 'room', room: 'data' }] }),
          ],
        }),
      ),
    );
    const seen = { room: 'data', dataset: 'mnist', layers: 3, runs: [], startedAt: '' } as const;
    app.lesson.observe(seen);
    expect([app.lesson.asks, app.lesson.stepDone]).toEqual([true, false]);
    app.lesson.record({
      step: 'one',
      dataset: 'mnist',
      about: 'accuracy',
      guess: 0.9,
      outcome: null,
    });
    expect([app.lesson.asks, app.lesson.stepDone]).toEqual([false, true]);
    app.lesson.next();
    app.lesson.observe(seen);
    app.lesson.skipGuess();
    expect(app.lesson.stepDone).toBe(true);
  });

  it('goes on with who has done a step and walks to the next one’s room', async () => {
    const app = await open();
    app.lesson.open(
      bytesOf(
        lesson({
          steps: [
            step('one', { done: [{ when: 'event', event: 'sample-opened' }] }),
            step('two', { room: 'train' }),
          ],
        }),
      ),
    );
    const at = (room: 'data' | 'train') =>
      app.lesson.observe({ room, dataset: 'mnist', layers: 3, runs: [], startedAt: '' });
    at('train');
    expect(app.lesson.step.id).toBe('one');
    app.lesson.note('sample-opened');
    at('data');
    expect(app.lesson.step.id).toBe('one');
    at('train');
    expect(app.lesson.step.id).toBe('two');
  });
});

describe('a lesson file', () => {
  it('sets the bench, of the lesson and of each step', async () => {
    const app = await open();
    app.lesson.open(
      bytesOf(
        lesson({
          settings: { dataset: 'fashion-mnist', train: { epochs: 3, seed: 9 } },
          steps: [step('one'), step('two', { settings: { train: { epochs: 4 } } })],
        }),
      ),
    );
    expect(app.editor.train).toMatchObject({ dataset: 'fashion-mnist', epochs: 3, seed: 9 });
    expect(app.settings.dataset).toBe('fashion-mnist');
    app.lesson.next();
    expect(app.editor.train).toMatchObject({ dataset: 'fashion-mnist', epochs: 4, seed: 9 });
    app.editor.undo();
    expect(app.editor.train.epochs).toBe(3);
  });

  it('that is wrong opens nothing and says where, in both languages', async () => {
    const app = await open();
    const wrong = bytesOf(lesson({ steps: [step('one', { room: 'cellar' })] }));
    app.lesson.open(wrong);
    expect(app.lesson.place).toBeNull();
    const { problems } = t.invalid;
    expect(lastNotice(app)).toBe(
      t.invalid.text(t.invalid.at('1', 'steps[0].room'), problems.choice(rooms.join(', '))),
    );
    app.change({ locale: 'ja' });
    const ja = catalogues.ja.lesson.invalid;
    app.lesson.open(wrong);
    expect(lastNotice(app)).toContain(ja.problems.choice(rooms.join(', ')));
    app.lesson.open(new TextEncoder().encode('{\n\n oops'));
    expect(lastNotice(app)).toBe(ja.text(ja.line('3'), ja.problems['json-unquoted']));
    app.lesson.open(Uint8Array.from([0x8e, 0xf6]));
    expect(lastNotice(app)).toBe(ja.text('', ja.problems['not-text']));
    // One complaint at a time, and none when it was mended.
    expect(app.notices.list).toHaveLength(1);
    app.lesson.open(bytesOf(lesson()));
    expect(app.notices.list).toEqual([]);
  });

  it('comes in by the file manager, too', async () => {
    const app = await open();
    host.openRun({ name: 'Class.MEBAE-LESSON', ok: true, bytes: bytesOf(lesson()) });
    expect(app.lesson.lesson.title).toBe('Short');
  });
});

describe('locks', () => {
  it('refuse what they keep, once in the strip, until the lesson is left', async () => {
    const app = await open();
    app.lesson.open(
      bytesOf(
        lesson({
          locked: ['dataset', 'network', 'hyperparameters'],
          settings: { train: { epochs: 2 } },
        }),
      ),
    );
    const { network, train } = app.editor;
    for (const epochs of [3, 4, 5]) app.editor.setTrain({ epochs }, 'scrub');
    expect(app.notices.list.map(({ text }) => text)).toEqual([t.refused.hyperparameters]);
    app.editor.setNetwork({ ...network, layers: network.layers.slice(1) });
    expect(lastNotice(app)).toBe(t.refused.network);
    app.editor.setTrain({ dataset: 'fashion-mnist' });
    app.change({ dataset: 'fashion-mnist' });
    expect(lastNotice(app)).toBe(t.refused.dataset);
    app.editor.undo();
    expect(app.editor.network).toBe(network);
    expect(app.editor.train).toBe(train);
    expect(app.settings.dataset).toBe('mnist');
    app.lesson.leave();
    app.editor.setTrain({ epochs: 6 });
    expect(app.editor.train.epochs).toBe(6);
  });

  it('keep rooms closed that the lesson has not come to', async () => {
    const app = await open();
    app.lesson.open(bytesOf(lesson({ locked: ['rooms'] })));
    app.go('results');
    expect([app.room, lastNotice(app)]).toEqual(['data', t.refused.rooms]);
    await app.train();
    expect([app.room, host.engine.asked('training.start')]).toEqual(['data', 0]);
    app.lesson.next();
    expect(app.room).toBe('train');
    app.go('data');
    expect(app.room).toBe('data');
  });
});

describe('presentation mode', () => {
  const presented = bytesOf(lesson({ presentation: true }));

  it('is begun by a lesson that asks for it, said, and ended on leaving', async () => {
    const app = await open();
    app.lesson.open(presented);
    expect([app.settings.presentation, lastNotice(app)]).toEqual([true, t.presents]);
    app.lesson.leave();
    expect(app.settings.presentation).toBe(false);
    app.lesson.resume();
    expect(app.settings.presentation).toBe(true);
    // What was kept of the mode outlives a restart.
    app.remember();
    await waitFor(() => expect(host.written).not.toHaveLength(0));
    const written = v.parse(SettingsSchema, JSON.parse(JSON.stringify(host.written.at(-1))));
    host.close();
    const second = await open(written);
    second.lesson.leave();
    expect(second.settings.presentation).toBe(false);
  });

  it('comes back where a lesson asks for none', async () => {
    const app = await open({ presentation: true });
    app.lesson.open(bytesOf(lesson({ presentation: false })));
    expect([app.settings.presentation, lastNotice(app)]).toEqual([false, undefined]);
    app.lesson.leave();
    expect(app.settings.presentation).toBe(true);
  });

  it('stays as the user chose it meanwhile', async () => {
    const app = await open();
    app.lesson.open(presented);
    app.change({ presentation: false });
    app.lesson.next();
    expect(app.settings.presentation).toBe(false);
    app.lesson.leave();
    expect(app.settings.presentation).toBe(false);

    app.change({ presentation: true });
    app.lesson.resume();
    app.lesson.leave();
    expect(app.settings.presentation).toBe(true);
  });

  it('is as before the first of two lessons, whichever follows', async () => {
    const app = await open();
    app.lesson.open(presented);
    app.lesson.open(presented);
    app.lesson.resume();
    app.lesson.leave();
    expect(app.settings.presentation).toBe(false);
    app.lesson.open(presented);
    app.lesson.open(bytesOf(lesson()));
    expect(app.settings.presentation).toBe(false);
  });
});
