import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MebaeError, engineLimits, type Settings } from '../../../preload/contract.ts';
import { catalogues } from '../../../renderer/messages/catalogue.ts';
import { i18n } from '../../../renderer/messages/i18n.svelte.ts';
import Screen from '../../../renderer/screens/data/Screen.svelte';
import { axeViolations } from '../accessibility.ts';
import { renderWith, startApp, type Answers, type ScriptedHost } from '../harness.ts';
import { dataAnswers } from './real-engine.ts';

const t = catalogues.en.data;
const user = userEvent.setup();
let host: ScriptedHost;

// jsdom lays nothing out: a view of 640 x 400.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(640);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400);
});
afterEach(() => {
  host.close();
  vi.restoreAllMocks();
});

async function open(settings: Partial<Settings> = {}, answers: Answers = {}) {
  const started = await startApp({ ...dataAnswers, ...answers }, settings);
  host = started.host;
  const { container } = renderWith(started.app, Screen);
  return { app: started.app, container };
}

const grid = () => screen.findByRole('listbox');
const option = () => screen.getByRole('option').textContent.replace(/\s+/g, ' ').trim();

describe('the Data room', () => {
  it('lists all 70,000 samples and tells a screen reader where it is', async () => {
    await open();
    const list = await grid();
    expect(list.getAttribute('aria-label')).toBe('70,000 pictures');
    // MNIST begins 5, 0, 4.
    expect(option()).toBe('No. 1: class 5, training data; 1 of 70,000');
    expect(list.getAttribute('aria-activedescendant')).toBe(screen.getByRole('option').id);
    list.focus();
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(option()).toBe('No. 3: class 4, training data; 3 of 70,000');
    await user.keyboard('{End}');
    expect(option()).toBe('No. 70,000: class 6, validation data; 70,000 of 70,000');
    await user.keyboard('{Home}');
    expect(option()).toContain('1 of 70,000');
  });

  it('asks only for what is near the view, never for too many at once', async () => {
    await open();
    await grid();
    await waitFor(() => expect(host.engine.asked('data.pixels')).toBeGreaterThan(0));
    const sizes = host.engine.requests
      .filter(({ kind }) => kind === 'data.pixels')
      .map(({ payload }) => (payload as { ids: number[] }).ids.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(engineLimits.samples);
  });

  it('shows only chosen classes and splits, with their counts', async () => {
    await open();
    await grid();
    await user.click(screen.getByRole('button', { name: 'Class 7: 7,293 pictures' }));
    expect((await grid()).getAttribute('aria-label')).toBe('7,293 pictures');
    await user.click(screen.getByRole('radio', { name: t.validation }));
    expect((await grid()).getAttribute('aria-label')).toBe('1,028 pictures');
    expect(option()).toContain('No. 60,001: class 7, validation data');
    await user.click(screen.getByRole('button', { name: t.allClasses }));
    expect((await grid()).getAttribute('aria-label')).toBe('10,000 pictures');
  });

  it('goes to a sample by its number and takes away a filter that hides it', async () => {
    await open();
    await grid();
    await user.click(screen.getByRole('button', { name: /^Class 7/ }));
    const field = screen.getByRole('textbox', { name: t.goTo });
    await user.type(field, '70,001{Enter}');
    expect(screen.getByRole('alert').textContent).toBe(t.goToRange('70,000'));
    await user.clear(field);
    await user.type(field, '70000{Enter}');
    await waitFor(() => expect(option()).toContain('70,000 of 70,000'));
  });

  it('opens a sample as numbers, marks what is pointed at on both sides, and comes back', async () => {
    const { container } = await open();
    (await grid()).focus();
    await user.keyboard('{Enter}');
    const numbers = await screen.findByRole('grid', { name: t.numbers(28, 28) });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(t.title('1'));
    const cells = within(numbers).getAllByRole('gridcell');
    expect(cells).toHaveLength(784);
    // The first training picture of MNIST, row 6: its first grey is 3, at column 13.
    expect(cells[5 * 28 + 12]!.textContent).toBe('3');
    await fireEvent.pointerOver(cells[5 * 28 + 12]!);
    expect(screen.getByText(t.pixel(6, 13), { exact: false })).toBeTruthy();
    expect(container.querySelector('.picture .mark')).not.toBeNull();

    const picture = screen.getByRole('img', { name: t.large('5') }).parentElement!;
    vi.spyOn(picture, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 280, 280));
    // jsdom's PointerEvent knows no coordinates.
    await fireEvent(picture, new MouseEvent('pointermove', { clientX: 125, clientY: 55 }));
    expect(cells[5 * 28 + 12]!.classList.contains('marked')).toBe(true);

    await user.click(screen.getByRole('button', { name: t.next }));
    expect(await screen.findByRole('img', { name: t.large('0') })).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(document.activeElement).toBe(await grid());
    expect(option()).toContain('2 of 70,000');
  });

  it('chooses the other dataset for the next training too, with the lecture’s epochs', async () => {
    const { app } = await open();
    await grid();
    await user.click(screen.getByRole('radio', { name: /Fashion-MNIST/ }));
    await screen.findByRole('button', { name: 'Class Ankle boot: 7,000 pictures' });
    expect(app.settings.dataset).toBe('fashion-mnist');
    expect(app.editor.train).toMatchObject({ dataset: 'fashion-mnist', epochs: 5 });
    app.editor.undo();
    await screen.findByRole('button', { name: /^Class 9/ });
    expect(app.settings.dataset).toBe('mnist');
  });

  it('speaks Japanese, the classes too', async () => {
    i18n.locale = 'ja';
    await open({ dataset: 'fashion-mnist', locale: 'ja' });
    await grid();
    expect(option()).toBe('1 番: クラス アンクルブーツ、訓練データ、70,000 枚中 1 枚目');
    expect(screen.getByRole('button', { name: 'クラス バッグ: 7,000 枚' })).toBeTruthy();
  });

  it('says so when the labels can’t be had, and tries again', async () => {
    let damaged = true;
    await open(
      {},
      {
        'data.labels': (payload) => {
          if (damaged) throw new MebaeError('dataset-damaged');
          return dataAnswers['data.labels']!(payload);
        },
      },
    );
    expect((await screen.findByRole('alert')).textContent).toContain(t.notRead);
    damaged = false;
    await user.click(screen.getByRole('button', { name: t.again }));
    await grid();
  });

  it('keeps its place while other rooms are visited', async () => {
    const { app } = await open();
    (await grid()).focus();
    await user.keyboard('{ArrowRight}{ArrowRight}{Enter}');
    await screen.findByRole('grid');
    renderWith(app, Screen);
    expect(await screen.findAllByRole('heading', { name: t.title('3') })).toHaveLength(2);
  });

  it('has nothing that axe finds wrong', async () => {
    const { container } = await open();
    (await grid()).focus();
    expect(await axeViolations(container)).toEqual([]);
    await user.keyboard('{Enter}');
    await screen.findByRole('grid');
    expect(await axeViolations(container)).toEqual([]);
  });
});
