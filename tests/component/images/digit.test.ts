import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { MebaeError, type Replies, type Settings } from '../../../preload/contract.ts';
import { datasetInfo } from '../../../main/engine/data/datasets.ts';
import { catalogues } from '../../../renderer/messages/catalogue.ts';
import { i18n } from '../../../renderer/messages/i18n.svelte.ts';
import DataScreen from '../../../renderer/screens/data/Screen.svelte';
import { imagesRoomOf } from '../../../renderer/screens/images/room.svelte.ts';
import Screen from '../../../renderer/screens/images/Screen.svelte';
import { runCommand } from '../../../renderer/shell/commands.ts';
import { axeViolations } from '../accessibility.ts';
import { dataAnswers } from '../data/real-engine.ts';
import {
  hello,
  renderWith,
  runRecord,
  startApp,
  type Answers,
  type ScriptedHost,
} from '../harness.ts';

const t = catalogues.en.images.digit;
const user = userEvent.setup();
const datasets = [datasetInfo('mnist'), datasetInfo('fashion-mnist')];
let host: ScriptedHost;
afterEach(() => {
  host?.close();
  vi.restoreAllMocks();
});

/** Opens the room with the first training picture of MNIST, a 5, to paint on. */
async function open(answers: Answers = {}, settings: Partial<Settings> = {}) {
  const started = await startApp({ ...dataAnswers, ...answers }, { room: 'images', ...settings });
  host = started.host;
  const room = imagesRoomOf(started.app);
  room.bench.choose('lecture');
  room.view = 'digit';
  const { container } = renderWith(started.app, Screen);
  const surface = await screen.findByRole('application');
  vi.spyOn(surface, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 280, 280));
  return { app: started.app, digit: room.digit, container, surface };
}

/** A pointer's event: jsdom's own knows no coordinates. */
const pointer = (kind: string, clientX: number, clientY: number) =>
  Object.assign(new MouseEvent(kind, { clientX, clientY, bubbles: true }), { pointerId: 1 });

const listing = () =>
  within(screen.getByRole('grid', { name: t.listing(28, 28, '784') })).getAllByRole('gridcell');
const numberAt = (row: number, column: number) =>
  listing()[(row - 1) * 28 + column - 1]!.textContent;

/** Says how many pixels are white: an answer that shows which pixels were asked about. */
function countWhite(pixels: Uint8Array): Replies['inspect.pixels'] {
  const white = pixels.filter((value) => value === 255).length / pixels.length;
  const probabilities = new Float32Array(10);
  probabilities[3] = 1 - white;
  probabilities[8] = white;
  return { activations: [], logits: new Float32Array(10), probabilities, epoch: 3 };
}
const trained: Answers = {
  hello: () => hello({ datasets, runs: [runRecord()] }),
};

describe('a digit as 784 numbers', () => {
  it('lists the numbers of the picture, row by row', async () => {
    await open();
    const cells = listing();
    expect(cells).toHaveLength(784);
    // The first training picture of MNIST, row 6: its first grey is 3, at column 13.
    expect([numberAt(1, 1), numberAt(6, 13), numberAt(6, 14)]).toEqual(['0', '3', '18']);
  });

  it('points from a number to its pixel, and from a pixel to its number', async () => {
    const { container, surface } = await open();
    await fireEvent.pointerOver(listing()[5 * 28 + 12]!);
    expect(container.querySelector('.surface .pixel')).not.toBeNull();
    expect(screen.getByText(t.nth(6, 13, '153', 3))).toBeTruthy();
    await fireEvent(surface, pointer('pointermove', 135, 55));
    expect(listing()[5 * 28 + 13]!.classList.contains('pointed')).toBe(true);
  });

  it('changes the numbers under the brush, a stroke being one step of undo', async () => {
    const { app, digit, surface } = await open();
    digit.size = 1;
    digit.value = 200;
    await fireEvent(surface, pointer('pointerdown', 5, 5));
    await fireEvent(surface, pointer('pointermove', 35, 5));
    // Before the hand lets go.
    expect([1, 2, 3, 4, 5].map((column) => numberAt(1, column))).toEqual([
      '200',
      '200',
      '200',
      '200',
      '0',
    ]);
    await fireEvent(surface, pointer('pointerup', 35, 5));
    await fireEvent(surface, pointer('pointermove', 5, 275));
    expect(numberAt(28, 1)).toBe('0');
    runCommand(app, 'undo');
    await tick();
    expect([numberAt(1, 1), numberAt(1, 4)]).toEqual(['0', '0']);
    runCommand(app, 'redo');
    await tick();
    expect(numberAt(1, 4)).toBe('200');
    await user.click(screen.getByRole('button', { name: catalogues.en.images.edit.reset }));
    expect(numberAt(1, 4)).toBe('0');
  });

  it('is painted on by keys alone, and erased', async () => {
    const { digit, surface } = await open();
    digit.size = 1;
    surface.focus();
    await user.keyboard('{Home}{PageUp} {Shift>}{ArrowRight}{ArrowRight}{/Shift}');
    expect([1, 2, 3, 4].map((column) => numberAt(1, column))).toEqual(['255', '255', '255', '0']);
    await user.keyboard('{ArrowLeft}{Delete}');
    expect(numberAt(1, 2)).toBe('0');
    await user.click(screen.getByRole('button', { name: t.eraser }));
    surface.focus();
    await user.keyboard('{ArrowLeft} ');
    expect(numberAt(1, 1)).toBe('0');
  });

  it('takes the brush’s size and value typed, and refuses others', async () => {
    const { digit } = await open();
    const value = screen.getByRole('textbox', { name: t.value });
    await user.clear(value);
    await user.type(value, '128');
    expect(digit.brush).toEqual({ size: 2, value: 128 });
    await user.clear(value);
    await user.type(value, '256');
    expect(screen.getByRole('alert')).toBeTruthy();
    expect(digit.value).toBeLessThanOrEqual(255);
  });

  it('opens other samples, another dataset and an empty picture', async () => {
    const { digit } = await open();
    await user.click(screen.getByRole('button', { name: catalogues.en.data.next }));
    await screen.findByText(/No. 2: class 0/);
    await user.selectOptions(screen.getByRole('combobox', { name: t.dataset }), 'fashion-mnist');
    await screen.findByText(/class Ankle boot/);
    await user.click(screen.getByRole('button', { name: t.empty }));
    expect(screen.getByText(t.isEmpty)).toBeTruthy();
    expect(digit.painting!.pixels.every((value) => value === 0)).toBe(true);
  });
});

describe('the network’s answer to a picture under the brush', () => {
  it('leads to training while there is no network', async () => {
    const { app } = await open();
    expect(screen.getByText(t.noRun)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: t.toTraining }));
    expect(app.room).toBe('train');
  });

  it('changes while the hand moves, one question at a time, the newest pixels last', async () => {
    const waiting: { pixels: Uint8Array; answer(): void }[] = [];
    const { digit, surface } = await open({
      ...trained,
      'inspect.pixels': ({ pixels }) =>
        new Promise((resolve) => {
          waiting.push({ pixels, answer: () => resolve(countWhite(pixels)) });
        }),
    });
    digit.size = 1;
    await waitFor(() => expect(waiting).toHaveLength(1));
    await fireEvent(surface, pointer('pointerdown', 5, 5));
    for (let x = 5; x < 280; x += 10) await fireEvent(surface, pointer('pointermove', x, 5));
    // Twenty-eight places later there is still but the first question.
    expect(waiting).toHaveLength(1);
    waiting[0]!.answer();
    await waitFor(() => expect(waiting).toHaveLength(2));
    expect([...waiting[1]!.pixels.subarray(0, 28)]).toEqual(Array(28).fill(255));
    waiting[1]!.answer();
    const { probabilities } = countWhite(digit.painting!.pixels);
    await screen.findByText(i18n.number(probabilities[8]!, 4));
    expect(waiting).toHaveLength(2);
    expect(screen.getByText(t.answer('3'))).toBeTruthy();
  });

  it('says what went wrong in place, and recovers with the next stroke', async () => {
    let fails = true;
    const { surface } = await open({
      ...trained,
      'inspect.pixels': ({ pixels }) => {
        if (fails) throw new MebaeError('run-damaged');
        return countWhite(pixels);
      },
    });
    expect((await screen.findByRole('alert')).textContent.trim()).toBe(
      catalogues.en.errors['run-damaged'](),
    );
    fails = false;
    surface.focus();
    await user.keyboard(' ');
    await screen.findByText(t.answer('3'));
  });

  it('is not asked of a network for pictures of another size', async () => {
    const run = runRecord();
    const other = {
      ...run,
      network: { ...run.network, input: { height: 8, width: 8, channels: 1 } },
    };
    await open({
      hello: () => hello({ datasets, runs: [other] }),
    });
    expect(screen.getByText(t.otherInput('First run', 8, 8))).toBeTruthy();
    expect(host.engine.asked('inspect.pixels')).toBe(0);
  });
});

describe('the way between the rooms', () => {
  it('leads from a sample of the Data room to the brush, and back to the list', async () => {
    const started = await startApp(dataAnswers, { room: 'data' });
    host = started.host;
    const { app } = started;
    imagesRoomOf(app).bench.choose('lecture');
    const { unmount } = renderWith(app, DataScreen);
    (await screen.findByRole('listbox')).focus();
    await user.keyboard('{ArrowRight}{ArrowRight}{Enter}');
    await user.click(await screen.findByRole('button', { name: catalogues.en.data.paint }));
    expect(app.room).toBe('images');
    unmount();
    renderWith(app, Screen);
    // The third picture of MNIST is a 4.
    expect(await screen.findByText(/No. 3: class 4/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: t.toData }));
    expect(app.room).toBe('data');
  });

  it('has nothing that axe finds wrong', async () => {
    const { container } = await open({
      ...trained,
      'inspect.pixels': ({ pixels }) => countWhite(pixels),
    });
    await screen.findByText(t.answer('3'));
    expect(await axeViolations(container)).toEqual([]);
  });
});
