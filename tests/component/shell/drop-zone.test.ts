import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { catalogues } from '../../../renderer/messages/catalogue.ts';
import DropZone from '../../../renderer/shell/DropZone.svelte';
import { axeViolations } from '../accessibility.ts';
import {
  hello,
  renderWith,
  runRecord,
  startApp,
  type Answers,
  type ScriptedHost,
} from '../harness.ts';

const t = catalogues.en.shell.drop;
let host: ScriptedHost;
afterEach(() => host.close());

async function show(answers: Answers = {}) {
  const started = await startApp(answers);
  host = started.host;
  renderWith(started.app, DropZone);
  return started.app;
}

const trained: Answers = {
  hello: () => hello({ runs: [runRecord()] }),
  'runs.import': () => ({ run: runRecord({ id: 'opened', name: 'Opened' }) }),
};

/** What the browser hands to a handler; jsdom has neither DataTransfer nor DragEvent. */
function transferOf(files: File[], folders: string[] = []) {
  const item = (file: File | null, name: string) => ({
    kind: 'file',
    type: file ? 'image/png' : '',
    getAsFile: () => file,
    webkitGetAsEntry: () => ({ isDirectory: file === null, name }),
  });
  const items = [
    ...files.map((file) => item(file, file.name)),
    ...folders.map((name) => item(null, name)),
  ];
  return { types: ['Files'], items, dropEffect: 'none' };
}
const text = { types: ['text/plain'], items: [{ kind: 'string' }], dropEffect: 'copy' };

/** Fires a drag or paste event; false: its default was prevented. */
function send(type: string, dataTransfer: unknown, target: Element = document.body): boolean {
  const event = new Event(type, { bubbles: true, cancelable: true });
  const name = type === 'paste' ? 'clipboardData' : 'dataTransfer';
  Object.defineProperty(event, name, { value: dataTransfer });
  fireEvent(target, event);
  return !event.defaultPrevented;
}
const picture = (name = 'seven.png') => new File(['x'], name);

describe('DropZone', () => {
  it('answers files over the window by saying what will happen', async () => {
    await show(trained);
    expect(screen.queryByText(t.title)).toBeNull();
    send('dragenter', transferOf([picture(), picture()]));
    expect(await screen.findByText(t.withRun('First run'))).toBeTruthy();
    expect(screen.getByRole('status').textContent).toContain(t.count(2));
    expect(await axeViolations(document.body)).toEqual([]);
    send('dragleave', transferOf([]));
    await waitFor(() => expect(screen.queryByText(t.title)).toBeNull());
  });

  it('says that pictures are kept while no network is trained', async () => {
    await show();
    send('dragover', transferOf([picture()]));
    expect(await screen.findByText(t.noRun)).toBeTruthy();
  });

  it('takes pictures and folders, and goes where they are shown', async () => {
    const app = await show();
    expect(send('drop', transferOf([picture()], ['holiday']))).toBe(false);
    expect(app.room).toBe('try');
    expect(app.dropped.items.map((item) => [item.name, item.status])).toEqual([
      ['seven.png', 'waiting'],
      ['holiday', 'failed'],
    ]);
  });

  it('opens a saved run instead of classifying it', async () => {
    const app = await show(trained);
    send('drop', transferOf([picture('Opened.MEBAE')]));
    await waitFor(() => expect(app.room).toBe('results'));
    expect(app.runs.selected?.name).toBe('Opened');
    expect(app.dropped.items).toEqual([]);
  });

  it('takes pasted pictures, and leaves pasted text alone', async () => {
    const app = await show();
    expect(send('paste', text)).toBe(true);
    expect(send('paste', transferOf([picture('image.png')]))).toBe(false);
    expect(app.dropped.items.map((item) => item.name)).toEqual(['image.png']);
  });

  it('lets text be dragged into a field, and nowhere else', async () => {
    const app = await show();
    const field = document.body.appendChild(document.createElement('input'));
    expect(send('dragover', text, field)).toBe(true);
    expect(send('dragover', text)).toBe(false);
    expect(send('drop', text)).toBe(false);
    expect(text.dropEffect).toBe('none');
    expect(app.dropped.items).toEqual([]);
    expect(screen.queryByText(t.title)).toBeNull();
    field.remove();
  });

  it('stays out of what is dragged within the page', async () => {
    const app = await show();
    fireEvent(document.body, new Event('dragstart', { bubbles: true }));
    send('dragenter', transferOf([picture()]));
    expect(screen.queryByText(t.title)).toBeNull();
    fireEvent(document.body, new Event('dragend', { bubbles: true }));
    send('drop', transferOf([picture()]));
    expect(app.dropped.items).toHaveLength(1);
  });
});
