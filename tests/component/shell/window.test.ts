import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { catalogues } from '../../../renderer/messages/catalogue.ts';
import Window from '../../../renderer/Window.svelte';
import type { Settings } from '../../../preload/contract.ts';
import { axeViolations } from '../accessibility.ts';
import { hello, runRecord, startApp, type Answers, type ScriptedHost } from '../harness.ts';

const t = catalogues.en.shell;
const user = userEvent.setup();
let host: ScriptedHost;
afterEach(() => host.close());

async function open(answers: Answers = {}, settings: Partial<Settings> = {}) {
  const started = await startApp(answers, { room: 'results', ...settings });
  host = started.host;
  render(Window, { app: started.app });
  return started.app;
}

const rail = () => within(screen.getByRole('navigation', { name: t.rail }));
const roomButton = (room: keyof typeof t.rooms) =>
  rail().getByRole('button', { name: t.rooms[room] });

describe('Window', () => {
  it('marks the room one is in and says what the others wait for', async () => {
    await open();
    expect(roomButton('results').getAttribute('aria-current')).toBe('page');
    expect(roomButton('data').hasAttribute('aria-current')).toBe(false);
    expect(
      rail().getByRole('button', { name: t.rooms.try, description: t.afterTraining }),
    ).toBeTruthy();
  });

  it('switches rooms by Ctrl and by Cmd with a number', async () => {
    const app = await open();
    await user.keyboard('{Control>}6{/Control}');
    expect(app.room).toBe('try');
    await user.keyboard('{Meta>}5{/Meta}');
    expect(app.room).toBe('results');
  });

  it('undoes and redoes the bench, but leaves a text field its own undo', async () => {
    const app = await open();
    app.editor.setTrain({ epochs: 7 });
    const field = document.body.appendChild(document.createElement('input'));
    field.focus();
    await user.keyboard('{Control>}z{/Control}');
    expect(app.editor.train.epochs).toBe(7);
    field.remove();
    await user.keyboard('{Control>}z{/Control}');
    expect(app.editor.train.epochs).toBe(20);
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    expect(app.editor.train.epochs).toBe(7);
  });

  it('changes language and remembers it', async () => {
    const app = await open();
    await user.click(screen.getByRole('button', { name: '日本語' }));
    expect(document.documentElement.lang).toBe('ja');
    expect(document.title).toBe(catalogues.ja.shell.windowTitle('結果'));
    expect(app.settings.locale).toBe('ja');
    await waitFor(() => expect(host.written.at(-1)?.locale).toBe('ja'));
  });

  it('puts theme and large type where the styles look for them', async () => {
    const app = await open();
    expect(document.documentElement.dataset['theme']).toBe('light');
    host.command('theme-dark');
    host.command('presentation');
    await waitFor(() => expect(document.documentElement.dataset['theme']).toBe('dark'));
    expect(document.documentElement.dataset['presentation']).toBe('true');
    expect(app.settings).toMatchObject({ theme: 'dark', presentation: true });
  });

  it('writes settings once when they come to rest', async () => {
    const app = await open();
    for (let epochs = 1; epochs <= 50; epochs++) app.editor.setTrain({ epochs }, 'scrub');
    await waitFor(() => expect(host.written).toHaveLength(1));
    expect(host.written[0]?.train?.epochs).toBe(50);
  });

  it('writes settings before the window goes', async () => {
    const app = await open();
    app.go('try');
    fireEvent(window, new Event('pagehide'));
    expect(host.written.at(-1)?.room).toBe('try');
  });

  it('shows a failure with words, until it is dismissed', async () => {
    const app = await open();
    app.notices.fail({ code: 'busy' });
    expect((await screen.findByRole('alert')).textContent).toContain(catalogues.en.errors.busy());
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('offers what can be done about a message', async () => {
    const app = await open();
    let undone = 0;
    app.notices.tell('Gone.', { label: 'Undo', run: () => (undone += 1) });
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(undone).toBe(1);
    expect(screen.queryByText('Gone.')).toBeNull();
  });

  it('opens a run that was opened outside the window', async () => {
    const app = await open({
      'runs.import': () => ({ run: runRecord({ name: 'From the Dock' }) }),
    });
    app.go('train');
    host.openRun({ name: 'a.mebae', ok: true, bytes: new Uint8Array(1) });
    await waitFor(() => expect(app.room).toBe('results'));
    expect(app.runs.selected?.name).toBe('From the Dock');
    host.openRun({ name: 'b.mebae', ok: false, failure: { code: 'run-damaged' } });
    expect(app.notices.list.at(-1)?.text).toBe(catalogues.en.errors['run-damaged']());
  });

  it('saves a run as one file', async () => {
    const saved: string[] = [];
    URL.createObjectURL = () => 'blob:run';
    URL.revokeObjectURL = () => undefined;
    document.addEventListener('click', (event) => {
      if (event.target instanceof HTMLAnchorElement) saved.push(event.target.download);
    });
    HTMLAnchorElement.prototype.click = function () {
      saved.push(this.download);
    };
    await open(
      {
        hello: () => hello({ runs: [runRecord()] }),
        'runs.export': () => ({ fileName: 'First run.mebae', bytes: new Uint8Array(3) }),
      },
      { room: 'images' },
    );
    host.command('save-run');
    await waitFor(() => expect(saved).toEqual(['First run.mebae']));
  });

  it.each(['en', 'ja'] as const)('has nothing for axe to find (%s)', async (locale) => {
    await open({}, { locale });
    expect(await axeViolations(document.documentElement)).toEqual([]);
  });
});
