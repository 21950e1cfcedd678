import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { engineLimits, type Settings } from '../../../preload/contract.ts';
import { catalogues } from '../../../renderer/messages/catalogue.ts';
import { eightByEight } from '../../../renderer/screens/images/photograph/eight-by-eight.ts';
import { openFile } from '../../../renderer/screens/images/photograph/open-picture.ts';
import { imagesRoomOf } from '../../../renderer/screens/images/room.svelte.ts';
import Screen from '../../../renderer/screens/images/Screen.svelte';
import { axeViolations } from '../accessibility.ts';
import { dataAnswers } from '../data/real-engine.ts';
import { renderWith, startApp, type ScriptedHost } from '../harness.ts';

const t = catalogues.en.images;
const user = userEvent.setup();
let host: ScriptedHost;
afterEach(() => host?.close());

/** Opens the room with a picture on the bench: jsdom decodes none. */
async function open(settings: Partial<Settings> = {}) {
  const started = await startApp(dataAnswers, settings);
  host = started.host;
  const { bench } = imagesRoomOf(started.app);
  bench.put('lecture', eightByEight);
  const { container } = renderWith(started.app, Screen);
  return { app: started.app, bench, container };
}

const cells = () =>
  within(screen.getByRole('table', { name: t.magnifier(8, 8) }))
    .getAllByRole('cell')
    .map((cell) => cell.textContent.trim());
const row = (index: number) =>
  cells()
    .slice(index * 8, index * 8 + 8)
    .map(Number);

describe('the Images room', () => {
  it('shows the lecture’s kind of picture: 8 x 8 pixels, four levels coded 0 to 3', async () => {
    await open();
    await user.click(screen.getByRole('button', { name: t.example }));
    expect(cells()).toHaveLength(64);
    expect(row(0)).toEqual([0, 2, 0, 0, 0, 0, 2, 0]);
    expect(row(3)).toEqual([2, 3, 0, 2, 2, 0, 3, 2]);
    expect(screen.getByText(t.codes('3'))).toBeTruthy();
  });

  it('says why a picture of 8 x 8 pixels has no fewer to choose', async () => {
    const { bench } = await open();
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: t.pixels }).disabled).toBe(true);
    expect(screen.getByText(t.pixelsFixed('8'))).toBeTruthy();
    bench.put('cat', { width: 16, height: 16, rgb: new Uint8Array(16 * 16 * 3) });
    await waitFor(() => expect(screen.queryByText(t.pixelsFixed('8'))).toBeNull());
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: t.pixels }).disabled).toBe(false);
  });

  it('gives the values instead of codes with all levels, and fewer codes with fewer levels', async () => {
    const { bench } = await open();
    bench.toLecture();
    await user.click(screen.getByRole('button', { name: t.whole }));
    expect(row(3)).toEqual([170, 255, 0, 170, 170, 0, 255, 170]);
    const levels = screen.getByRole('textbox', { name: t.levels });
    await user.clear(levels);
    await user.type(levels, '2');
    expect(row(3)).toEqual([1, 1, 0, 1, 1, 0, 1, 1]);
  });

  it('shows each component, in colour three numbers a pixel', async () => {
    await open();
    expect(cells()[1]).toBe('170170170');
    await user.click(screen.getByRole('radio', { name: t.views.cb }));
    expect(new Set(cells())).toEqual(new Set(['128']));
    await user.click(screen.getByRole('radio', { name: t.views.red }));
    expect(row(0)).toEqual([0, 170, 0, 0, 0, 0, 170, 0]);
  });

  it('moves over the pixels by keys and works out the one it is on', async () => {
    const { container } = await open();
    const picture = screen.getByRole('application', { name: t.pointHere });
    picture.focus();
    // From row 5, column 5 to the upper left, then to the right ear.
    await user.keyboard('{Shift>}{ArrowLeft}{ArrowUp}{/Shift}{ArrowRight}');
    expect(screen.getByRole('status').textContent).toContain('Row 1, column 2');
    expect(screen.getByRole('status').textContent).toContain('170, 170, 170');
    const formula = container.querySelector('dl')!.textContent.replace(/\s+/g, '');
    expect(formula).toContain('Y=0.299×170+0.587×170+0.114×170=170');
    expect(formula).toContain('Cb=128−0.169×170−0.331×170+0.500×170=128');
  });

  it('shows a real digit of the dataset, and fewer of its pixels', async () => {
    const { bench } = await open();
    await user.selectOptions(screen.getByRole('combobox', { name: t.picture }), 'mnist');
    await waitFor(() => expect(bench.picture?.width).toBe(28));
    expect(screen.getByText(t.total('28', '784'))).toBeTruthy();
    const slider = screen.getByRole('slider', { name: t.pixels });
    await fireEvent.input(slider, { target: { value: '0' } });
    expect(screen.getByText(t.total('8', '64'))).toBeTruthy();
  });

  it('puts the picture together again from the components that are ticked', async () => {
    const { container } = await open();
    const tick = (view: keyof typeof t.views) =>
      user.click(screen.getByRole('checkbox', { name: t.usePart(t.views[view]) }));
    // Without red, of the ear's grey 170 green and blue are left.
    await tick('red');
    expect(cells()[1]).toBe('0170170');
    expect(screen.getByRole('radio', { name: t.views.together })).toHaveProperty('checked', true);
    // The other way begins with what is ticked alone: Cr of a grey is 128, and Y is at rest.
    await tick('cr');
    expect(cells()[1]).toBe('128128128');
    await tick('y');
    expect(cells()[1]).toBe('170170170');
    const formula = container.querySelector('dl')!.textContent.replace(/\s+/g, '');
    // Row 5, column 5: grey 170.
    expect(formula).toContain('R=170+1.402×(128−128)=170');
    expect(screen.getByRole('heading', { name: t.formulaBack })).toBeTruthy();
  });

  it('speaks Japanese', async () => {
    await open({ locale: 'ja' });
    expect(screen.getByRole('radio', { name: '輝度成分 Y' })).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'この画素の計算' })).toBeTruthy();
  });

  it('has nothing that axe finds wrong', async () => {
    const { container } = await open();
    expect(await axeViolations(container)).toEqual([]);
  });
});

describe('a picture of the user’s', () => {
  const png = (width: number, height: number) => {
    const bytes = new Uint8Array(64);
    bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const view = new DataView(bytes.buffer);
    view.setUint32(16, width);
    view.setUint32(20, height);
    return new File([bytes], 'picture.png');
  };

  it('is refused by its size before it is decoded', async () => {
    await expect(openFile(new File([], 'empty.png'))).rejects.toMatchObject({ code: 'empty-file' });
    await expect(openFile(png(20_000, 20_000))).rejects.toMatchObject({
      code: 'too-many-pixels',
      values: { width: 20_000, height: 20_000 },
    });
    await expect(
      openFile(new File(['no picture, only a few words of text'], 'a.png')),
    ).rejects.toMatchObject({ code: 'unsupported-format' });
    const large = png(8, 8);
    Object.defineProperty(large, 'size', { value: engineLimits.imageBytes + 1 });
    await expect(openFile(large)).rejects.toMatchObject({
      code: 'too-many-bytes',
      values: { limit: '64 MB' },
    });
  });
});
