import { fireEvent, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Settings } from '../../../preload/contract.ts';
import { catalogues } from '../../../renderer/messages/catalogue.ts';
import { imagesRoomOf } from '../../../renderer/screens/images/room.svelte.ts';
import Screen from '../../../renderer/screens/images/Screen.svelte';
import {
  allPictures,
  countPictures,
} from '../../../renderer/screens/images/squares/all-pictures.ts';
import { runCommand } from '../../../renderer/shell/commands.ts';
import { axeViolations } from '../accessibility.ts';
import { dataAnswers } from '../data/real-engine.ts';
import { renderWith, startApp, type ScriptedHost } from '../harness.ts';

const { squares: t, edit } = catalogues.en.images;
const user = userEvent.setup();
let host: ScriptedHost;
afterEach(() => {
  host?.close();
  vi.restoreAllMocks();
});

async function open(settings: Partial<Settings> = {}) {
  const started = await startApp(dataAnswers, { room: 'images', ...settings });
  host = started.host;
  const room = imagesRoomOf(started.app);
  room.bench.choose('lecture');
  const { container } = renderWith(started.app, Screen);
  const { kinds: names } = catalogues[settings.locale ?? 'en'].images;
  await user.click(screen.getByRole('radio', { name: names.squares }));
  return { app: started.app, room, container };
}

const pixel = (row: number, column: number, value: number) =>
  screen.getByRole('button', { name: t.pixel(row, column, value) });
const vector = (container: Element) =>
  container.querySelector('.numbers')!.textContent.replace(/\s+/g, '');

describe('black-and-white pictures', () => {
  it('begin with the lecture’s: white 0, black 1', async () => {
    const { container } = await open();
    expect(vector(container)).toBe('[0,1,0,0]');
    expect(pixel(1, 2, 1).getAttribute('aria-pressed')).toBe('true');
    expect(screen.getByRole('heading', { name: t.possible('4', '16') })).toBeTruthy();
  });

  it('are clicked on and off, and undone', async () => {
    const { app, container } = await open();
    await user.click(pixel(2, 1, 0));
    expect(vector(container)).toBe('[0,1,1,0]');
    await user.click(pixel(1, 2, 1));
    expect(vector(container)).toBe('[0,0,1,0]');
    runCommand(app, 'undo');
    await tick();
    expect(vector(container)).toBe('[0,1,1,0]');
    runCommand(app, 'redo');
    await tick();
    expect(vector(container)).toBe('[0,0,1,0]');
    await user.click(screen.getByRole('button', { name: edit.reset }));
    expect(vector(container)).toBe('[0,1,0,0]');
  });

  it('are all sixteen there to be chosen', async () => {
    const { container } = await open();
    const all = within(screen.getByRole('group', { name: t.choose }));
    const texts = all.getAllByRole('radio').map((radio) => radio.getAttribute('value'));
    expect(texts).toHaveLength(16);
    expect(new Set(texts).size).toBe(16);
    expect([texts[0], texts[2], texts[4], texts[15]]).toEqual([
      '[0, 0, 0, 0]',
      '[0, 0, 1, 0]',
      '[0, 1, 0, 0]',
      '[1, 1, 1, 1]',
    ]);
    await user.click(all.getByRole('radio', { name: '[1, 1, 1, 1]' }));
    expect(vector(container)).toBe('[1,1,1,1]');
    await user.click(pixel(1, 1, 1));
    expect(all.getByRole('radio', { name: '[0, 1, 1, 1]' })).toHaveProperty('checked', true);
  });

  it('are turned by keys alone: arrows move, Space turns', async () => {
    const { container } = await open();
    pixel(1, 1, 0).focus();
    await user.keyboard('{ArrowDown}{ArrowRight} ');
    expect(vector(container)).toBe('[0,1,0,1]');
    expect(document.activeElement).toBe(pixel(2, 2, 1));
    await user.keyboard('{ArrowUp}{Enter}');
    expect(vector(container)).toBe('[0,0,0,1]');
  });

  it('grow to 8 x 8, and keep what was painted at each size', async () => {
    const { container } = await open();
    await user.click(screen.getByRole('radio', { name: '8' }));
    expect(vector(container)).toBe(`[${Array(64).fill(0).join(',')}]`);
    const count = '18,446,744,073,709,551,616';
    expect(screen.getByRole('heading', { name: t.possible('64', count) })).toBeTruthy();
    await user.click(pixel(8, 8, 0));
    expect(vector(container).endsWith('0,1]')).toBe(true);
    await user.click(screen.getByRole('button', { name: t.invert }));
    expect(vector(container)).toBe(`[${Array(63).fill(1).join(',')},0]`);
    await user.click(screen.getByRole('radio', { name: '2' }));
    expect(vector(container)).toBe('[0,1,0,0]');
  });

  it('take the colour of a drag’s first pixel on its way, as one step', async () => {
    const { room, container } = await open();
    await user.click(screen.getByRole('radio', { name: '3' }));
    const grid = screen.getByRole('grid', { name: t.picture(3) });
    vi.spyOn(grid, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 300, 300));
    // jsdom's PointerEvent knows no coordinates.
    await fireEvent(pixel(1, 1, 0), new MouseEvent('pointerdown', { bubbles: true }));
    for (const clientX of [150, 250]) {
      await fireEvent(grid, new MouseEvent('pointermove', { clientX, clientY: 50, bubbles: true }));
    }
    await fireEvent(window, new MouseEvent('pointerup'));
    await fireEvent(
      grid,
      new MouseEvent('pointermove', { clientX: 50, clientY: 250, bubbles: true }),
    );
    expect(vector(container)).toBe('[1,1,1,0,0,0,0,0,0]');
    room.squares.painting.undo();
    expect([...room.squares.painting.pixels]).toEqual(Array(9).fill(0));
  });

  it('and their numbers point at one another', async () => {
    const { container } = await open();
    const number = container.querySelector('.numbers [data-index="1"]')!;
    await fireEvent.pointerOver(number);
    expect(pixel(1, 2, 1).classList.contains('pointed')).toBe(true);
    expect(screen.getByText(t.nth('2', 1, 2, 1))).toBeTruthy();
    pixel(2, 1, 0).focus();
    await Promise.resolve();
    expect(container.querySelector('.numbers .pointed')!.getAttribute('data-index')).toBe('2');
  });

  it('speak Japanese and have nothing that axe finds wrong', async () => {
    const { container } = await open({ locale: 'ja' });
    expect(screen.getByRole('radio', { name: '白黒画像' })).toBeTruthy();
    expect(screen.getByRole('button', { name: '1 行 2 列: 黒、1' })).toBeTruthy();
    expect(await axeViolations(container)).toEqual([]);
  });
});

describe('all pictures', () => {
  it('are as many as there are ways, each once', () => {
    for (const pixels of [1, 4, 9]) {
      const pictures = allPictures(pixels).map((picture) => picture.join(''));
      expect(new Set(pictures).size).toBe(2 ** pixels);
      expect(BigInt(pictures.length)).toBe(countPictures(pixels));
    }
    expect(countPictures(64)).toBe(18_446_744_073_709_551_616n);
  });
});
