import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import type { Settings } from '../../../preload/contract.ts';
import { lectureLesson } from '../../../renderer/lesson/built-in.ts';
import { imagesRoomOf } from '../../../renderer/screens/images/room.svelte.ts';
import { catalogues } from '../../../renderer/messages/catalogue.ts';
import Window from '../../../renderer/Window.svelte';
import { axeViolations } from '../accessibility.ts';
import { hello, runRecord, startApp, type Answers, type ScriptedHost } from '../harness.ts';

const user = userEvent.setup();
const t = catalogues.en.lesson;
let host: ScriptedHost;
afterEach(() => host.close());

/** Two of class 3 taken for 5, all else right. */
const labels = Uint8Array.from([...new Uint8Array(60_000), 3, 3, 3, 4]);
const answers: Answers = {
  'data.labels': () => ({ labels }),
  'data.pixels': ({ ids }) => ({ pixels: new Uint8Array(ids.length * 784) }),
  'results.validation': () => ({
    predicted: Uint16Array.from([5, 5, 3, 4]),
    confidence: Float32Array.from([0.9, 0.8, 0.7, 0.6]),
    correct: Float32Array.from([0.1, 0.2, 0.7, 0.6]),
    epoch: 3,
  }),
  'classify.samples': ({ ids }) => ({
    probabilities: new Float32Array(ids.length * 10).fill(0.1),
    epoch: 3,
  }),
};

async function open(settings: Partial<Settings> = {}, more: Answers = {}) {
  const started = await startApp({ ...answers, ...more }, { room: 'results', ...settings });
  host = started.host;
  render(Window, { app: started.app });
  return started.app;
}

const panel = () => within(screen.getByRole('region', { name: t.name }));
const titleOf = (index: number) => (lectureLesson.steps[index]!.title as { en: string }).en;

describe('LessonPanel', () => {
  it('is opened from the rail, says what to do, and is left with the way back', async () => {
    const app = await open();
    expect(screen.queryByRole('region', { name: t.name })).toBeNull();
    await user.click(screen.getByRole('button', { name: t.open }));
    expect(panel().getByRole('heading').textContent).toBe(titleOf(0));
    expect(panel().getByText(t.step('1', '8'))).toBeTruthy();
    await user.click(panel().getByRole('button', { name: t.next }));
    expect(panel().getByRole('heading').textContent).toBe(titleOf(1));
    await user.click(panel().getByRole('button', { name: t.leave }));
    expect(screen.queryByRole('region', { name: t.name })).toBeNull();
    await user.click(await screen.findByRole('button', { name: t.resume }));
    expect(app.lesson.index).toBe(1);
  });

  it('notices what the student does in the room, and ticks the step', async () => {
    const app = await open();
    await user.click(screen.getByRole('button', { name: t.open }));
    await waitFor(() => expect(app.room).toBe('images'));
    const { bench } = imagesRoomOf(app);
    bench.view = 'red';
    expect(await panel().findByText(t.part('1', '2'))).toBeTruthy();
    bench.side = 16;
    await waitFor(() => expect(app.lesson.stepDone).toBe(true));
    expect(panel().getByText(`✓ ${t.done}`)).toBeTruthy();
    const first = panel().getByRole('button', {
      name: `${t.stepNamed('1', titleOf(0))} (${t.stepIsDone})`,
    });
    expect(first.getAttribute('aria-current')).toBe('step');
  });

  it('takes a picture of few pixels that is there already: there may be none to take away', async () => {
    const app = await open();
    const { bench } = imagesRoomOf(app);
    bench.toLecture();
    await user.click(screen.getByRole('button', { name: t.open }));
    expect(await panel().findByText(t.part('1', '2'))).toBeTruthy();
    bench.view = 'red';
    await waitFor(() => expect(app.lesson.stepDone).toBe(true));
  });

  it('leads back to the step’s room', async () => {
    const app = await open();
    await user.click(screen.getByRole('button', { name: t.open }));
    app.go('try');
    const room = catalogues.en.shell.rooms.images;
    await user.click(await panel().findByRole('button', { name: t.toRoom(room) }));
    expect(app.room).toBe('images');
  });

  it('asks how accurate it will be, and compares with the training that follows', async () => {
    const app = await open();
    app.lesson.toggle();
    app.lesson.goTo(5);
    const form = within(await screen.findByRole('form', { name: t.guess.first }));
    const field = form.getByRole('textbox', { name: t.guess.accuracyLabel });
    await user.clear(field);
    await user.type(field, '80');
    await user.click(form.getByRole('button', { name: t.guess.record }));
    expect(panel().getByText(t.guess.waits('80.0%'))).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('region', { name: t.name }));
    const createdAt = new Date(Date.now() + 1000).toISOString();
    const history = [1, 2, 3, 4, 5].map((epoch) => ({ ...runRecord().history[2]!, epoch }));
    const run = runRecord({ createdAt, history, weightsEpoch: 5 });
    host.engine.emit({ event: 'training.ended', run });
    const outcome = t.guess.accuracyOutcome('80.0%', '97.0%', '17.0');
    expect(await panel().findByText(outcome)).toBeTruthy();
    expect(app.lesson.stepDone).toBe(true);
  });

  it('takes a guess from a slider as well, for a hand that has only a mouse', async () => {
    const app = await open();
    app.lesson.toggle();
    app.lesson.goTo(5);
    const form = within(await screen.findByRole('form', { name: t.guess.first }));
    const named = { name: t.guess.accuracyLabel };
    await fireEvent.input(form.getByRole('slider', named), { target: { value: '65' } });
    expect(form.getByRole<HTMLInputElement>('textbox', named).value).toBe('65');
    await user.click(form.getByRole('button', { name: t.guess.record }));
    expect(panel().getByText(t.guess.waits('65.0%'))).toBeTruthy();
  });

  it('asks which classes will be confused, and compares with the real matrix', async () => {
    const app = await open();
    app.lesson.toggle();
    const run = runRecord({ createdAt: new Date(Date.now() + 1000).toISOString() });
    host.engine.emit({ event: 'run.changed', run });
    app.lesson.goTo(6);
    const form = within(await screen.findByRole('form', { name: t.guess.first }));
    const record = form.getByRole<HTMLButtonElement>('button', { name: t.guess.record });
    const classes = within(form.getByRole('group', { name: t.guess.classes }));
    const pressed = () =>
      classes
        .queryAllByRole('button', { pressed: true })
        .map(({ textContent }) => textContent.trim());
    const { chooseTwo, chooseOther, chosen } = t.guess;
    const says = (text: string) => expect(form.getByRole('status').textContent).toBe(text);
    expect(pressed()).toEqual([]);
    says(chooseTwo);
    await user.click(classes.getByRole('button', { name: '9' }));
    says(chooseOther('9'));
    expect(record.disabled).toBe(true);
    await user.click(classes.getByRole('button', { name: '7' }));
    says(chosen(t.guess.pair('9', '7')));
    expect(record.disabled).toBe(false);
    // The third takes the place of the first.
    await user.click(classes.getByRole('button', { name: '4' }));
    expect(pressed()).toEqual(['4', '7']);
    await user.click(classes.getByRole('button', { name: '7' }));
    expect(pressed()).toEqual(['4']);
    expect(record.disabled).toBe(true);
    // By keyboard: to the next button, and pressed.
    classes.getByRole('button', { name: '8' }).focus();
    await user.tab();
    await user.keyboard(' ');
    expect(pressed()).toEqual(['4', '9']);
    await user.click(record);
    expect(app.lesson.place!.guesses).toMatchObject([{ about: 'confusion', guess: [4, 9] }]);
    const { pair, made, confusionWrong } = t.guess;
    // What came out is there to be found, in the matrix.
    expect(panel().getByText(made(pair('4', '9')))).toBeTruthy();
    app.lesson.note('matrix-opened');
    const outcome = confusionWrong(pair('4', '9'), '0', pair('3', '5'), '2');
    expect(await panel().findByText(outcome)).toBeTruthy();
  });

  it('turns by the keys of a presenter, but not where they have another use', async () => {
    const app = await open({ presentation: true });
    await user.keyboard('{PageUp}');
    expect(app.room).toBe('train');
    app.lesson.toggle();
    await user.keyboard('{PageDown}');
    expect(app.lesson.index).toBe(1);
    await user.keyboard('{ArrowRight}');
    expect(app.lesson.index).toBe(2);
    await user.keyboard('{ArrowLeft}{PageUp}');
    expect(app.lesson.index).toBe(0);
    screen.getByRole('button', { name: t.open }).focus();
    await user.keyboard('{ArrowRight}');
    expect(app.lesson.index).toBe(0);
    await user.keyboard('{PageDown}');
    expect(app.lesson.index).toBe(1);
    const field = document.body.appendChild(document.createElement('input'));
    field.focus();
    await user.keyboard('b.');
    expect(screen.queryByText(t.blank)).toBeNull();
    app.change({ presentation: false });
    await user.keyboard('{PageDown}');
    expect(app.lesson.index).toBe(1);
    field.remove();
  });

  it('turns by a remote’s keys wherever the focus is, and pages there only with Shift', async () => {
    const app = await open({ presentation: true });
    app.lesson.toggle();
    const list = document.body.appendChild(document.createElement('div'));
    list.setAttribute('role', 'listbox');
    list.tabIndex = 0;
    const heard: string[] = [];
    list.addEventListener('keydown', (event) => {
      heard.push(event.key);
      event.preventDefault();
    });
    list.focus();
    await user.keyboard('{PageDown}');
    expect(app.lesson.index).toBe(1);
    expect(heard).toEqual([]);
    await user.keyboard('{Shift>}{PageDown}{/Shift}');
    expect(app.lesson.index).toBe(1);
    expect(heard).toEqual(['Shift', 'PageDown']);
    // While a question stands over the page, the lesson stays where it is.
    app.lesson.reportOpen = true;
    await user.keyboard('{PageUp}');
    expect(app.lesson.index).toBe(1);
    list.remove();
  });

  it('blanks the screen until the next key, and ends the presentation', async () => {
    const app = await open();
    await user.keyboard('b');
    expect(screen.queryByText(t.blank)).toBeNull();
    await user.keyboard('{F5}');
    expect(app.settings.presentation).toBe(true);
    await user.keyboard('b');
    expect(screen.getByText(t.blank)).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(screen.queryByText(t.blank)).toBeNull();
    expect(app.settings.presentation).toBe(true);
    await user.keyboard('{Escape}');
    expect(app.settings.presentation).toBe(false);
  });

  it.each(['en', 'ja'] as const)('has nothing for axe to find (%s)', async (locale) => {
    const app = await open({ locale });
    app.lesson.toggle();
    app.lesson.goTo(5);
    const { name, guess } = catalogues[locale].lesson;
    await screen.findByRole('form', { name: guess.first });
    expect(await axeViolations(screen.getByRole('region', { name }))).toEqual([]);
    app.lesson.skipGuess();
    await waitFor(() => expect(screen.queryByRole('form', { name: guess.first })).toBeNull());
    app.lesson.goTo(6);
    const classes = within(await screen.findByRole('group', { name: guess.classes }));
    await user.click(classes.getByRole('button', { name: '3' }));
    expect(await axeViolations(screen.getByRole('region', { name }))).toEqual([]);
    app.lesson.reportOpen = true;
    await screen.findByRole('dialog');
    expect(await axeViolations(document.documentElement)).toEqual([]);
  });
});

describe('the report', () => {
  const withRun: Answers = { hello: () => hello({ runs: [runRecord({ name: '<b>Run</b>' })] }) };

  it('goes to main as one page with everything in it, to be printed', async () => {
    const app = await open({}, withRun);
    host.command('save-report');
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByRole('textbox', { name: t.reportDialog.name }), 'Ada <Lovelace>');
    await user.click(dialog.getByRole('button', { name: t.reportDialog.pdf }));
    await waitFor(() => expect(host.reports).toHaveLength(1));
    const { html, fileName } = host.reports[0]!;
    expect(fileName).toMatch(/^Mebae report Ada Lovelace \d{4}-\d\d-\d\d\.pdf$/);
    expect(html).toContain('Ada &lt;Lovelace&gt;');
    expect(html).toContain('&lt;b&gt;Run&lt;/b&gt;');
    expect(html).toContain('50.00%');
    expect(html).toContain(t.sheet.wrong('0', '3').slice(0, 1));
    await waitFor(() => expect(app.notices.list.at(-1)?.text).toBe(t.reportDialog.saved));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says what went wrong when it cannot be written', async () => {
    const app = await open({}, withRun);
    host.saveReport = () =>
      Promise.resolve({ state: 'failed', failure: { code: 'write-failed' } } as const);
    app.lesson.reportOpen = true;
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: t.reportDialog.pdf }));
    await waitFor(() =>
      expect(app.notices.list.at(-1)?.text).toBe(catalogues.en.errors['write-failed']()),
    );
  });
});
