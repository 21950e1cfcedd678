import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { weightInfos } from '../../../main/engine/network/parameters.ts';
import { denseNetwork } from '../../../main/engine/network/presets.ts';
import { sizeOf } from '../../../main/engine/network/shapes.ts';
import type { NamedTensor, NetworkSpec } from '../../../preload/contract.ts';
import { i18n } from '../../../renderer/messages/i18n.svelte.ts';
import { en } from '../../../renderer/messages/en.ts';
import { forward } from '../../../renderer/screens/network/example/forward.ts';
import Screen from '../../../renderer/screens/network/Screen.svelte';
import { axeViolations } from '../accessibility.ts';
import { hello, mnist, renderWith, runRecord, startApp, type Answers } from '../harness.ts';

const t = en.network;
const small: NetworkSpec = denseNetwork(mnist, [{ kind: 'dense', units: 6, activation: 'tanh' }]);

/** Weights that differ from place to place, so that a mix-up shows. */
const weights: NamedTensor[] = weightInfos(small).map(({ name, shape }) => ({
  name,
  shape,
  values: Float32Array.from({ length: sizeOf(shape) }, (_, k) => Math.sin(k * 12.9898) / 20),
}));

/** An engine whose one trained run answers by the same sums that a dense network makes. */
const answers: Answers = {
  hello: () => hello({ runs: [runRecord({ network: small })] }),
  'data.labels': () => ({ labels: new Uint8Array(70_000).map((_, k) => k % 10) }),
  'data.pixels': ({ ids }) => ({
    pixels: new Uint8Array(ids.length * 784).map((_, k) => (k * 7 + ids[0]!) % 256),
  }),
  'run.weights': () => ({ weights, epoch: 3 }),
  'inspect.pixels': ({ pixels }) => {
    const seen = forward(
      small,
      weights,
      Array.from(pixels, (byte) => byte / 255),
    );
    return { ...seen, epoch: 3 };
  },
  'results.validation': () => ({
    predicted: new Uint16Array(10_000).map((_, k) => (k === 41 ? 9 : k % 10)),
    confidence: new Float32Array(10_000).fill(0.9),
    correct: new Float32Array(10_000).fill(0.9),
    epoch: 3,
  }),
};

async function open(view: keyof typeof t.views, network = small) {
  const { app, host } = await startApp(answers, { network });
  const { container } = renderWith(app, Screen);
  if (view !== 'build') await fireEvent.click(screen.getByRole('radio', { name: t.views[view] }));
  return { app, host, container };
}

describe('building a network', () => {
  it('changes a layer’s units by the handle at its foot, as one step for undo', async () => {
    const { app } = await open('build');
    const handle = screen.getByRole('slider', { name: t.handle(t.units, '2') });
    expect(handle.getAttribute('aria-valuenow')).toBe('6');
    await fireEvent.keyDown(handle, { key: 'ArrowUp' });
    await fireEvent.keyDown(handle, { key: 'ArrowUp' });
    expect(app.editor.network.layers[1]).toMatchObject({ units: 8 });
    await fireEvent.keyDown(handle, { key: 'End' });
    expect(app.editor.network.layers[1]).toMatchObject({ units: 4096 });
    await fireEvent.click(screen.getByRole('button', { name: t.undo }));
    expect(app.editor.network.layers[1]).toMatchObject({ units: 6 });
  });

  it('keeps a convolution’s handle within a low diagram, off the layer’s card', async () => {
    await open('build');
    await fireEvent.click(screen.getByRole('button', { name: t.presetNames.convolutional }));
    const handle = screen.getByRole('slider', { name: t.handle(t.filters, '1') });
    // The sheets stand around the middle, 18 + 60 / 2 at the least, and end 44 below it; jsdom lays nothing out.
    expect(parseFloat(handle.style.top)).toBe(48 + 60);
  });

  it('gives more units when the handle is pulled down, fewer when it is pushed up', async () => {
    const { app } = await open('build');
    const handle = screen.getByRole('slider', { name: t.handle(t.units, '2') });
    const drag = (type: string, clientY: number) =>
      fireEvent(handle, new MouseEvent(type, { clientY, bubbles: true }));
    await drag('pointerdown', 100);
    await drag('pointermove', 164);
    // Eight steps of a fourth of a doubling each.
    expect(app.editor.network.layers[1]).toMatchObject({ units: 24 });
    await drag('pointermove', 68);
    expect(app.editor.network.layers[1]).toMatchObject({ units: 3 });
    await drag('pointerup', 68);
    await drag('pointermove', 400);
    expect(app.editor.network.layers[1]).toMatchObject({ units: 3 });
  });

  it('has no complaints of axe', async () => {
    const { container } = await open('build');
    expect(await axeViolations(container)).toEqual([]);
  });
});

describe('looking inside', () => {
  it('leads to training where the network on the bench has not been trained', async () => {
    const other = denseNetwork(mnist, []);
    const { app } = await open('inside', other);
    screen.getByRole('heading', { name: t.inside.none });
    await fireEvent.click(screen.getByRole('button', { name: t.inside.takeOver('First run') }));
    expect(app.editor.network).toEqual(small);
    await screen.findByRole('heading', { name: t.inside.answerTitle });
    app.editor.undo();
    await fireEvent.click(await screen.findByRole('button', { name: t.trainNow }));
    expect(app.room).toBe('train');
  });

  it('fills every drawn unit, and tells its activation', async () => {
    await open('inside');
    const units = await screen.findByRole('group', { name: t.inside.units });
    const buttons = within(units).getAllByRole('button');
    // In a box without height each layer shows its first and its last units.
    const drawn = (layer: string) => buttons.filter(({ dataset }) => dataset['layer'] === layer);
    expect([drawn('1').length, drawn('2').length]).toEqual([4, 4]);
    const pixels = Array.from({ length: 784 }, (_, k) => (k * 7 + 60_000) % 256);
    const seen = forward(
      small,
      weights,
      pixels.map((byte) => byte / 255),
    );
    const value = seen.activations[1]!.values[1]!;
    within(units).getByRole('button', {
      name: t.inside.withActivation(
        t.inside.unit(t.layers.dense, '2'),
        String(Number(value.toFixed(4))),
      ),
    });
  });

  it('shows how a unit came to its number, and comes back on Esc', async () => {
    const { container } = await open('inside');
    const units = await screen.findByRole('group', { name: t.inside.units });
    const second = within(units)
      .getAllByRole('button')
      .filter(({ dataset }) => dataset['layer'] === '1')[1]!;
    await fireEvent.click(second);
    screen.getByRole('heading', { name: t.inside.unit(t.layers.dense, '2') });
    const terms = [...container.querySelectorAll('dl dd')].map(({ textContent }) =>
      Number(textContent),
    );
    const [weighted, bias, sum, activation] = terms as [number, number, number, number];
    expect(weighted + bias).toBeCloseTo(sum, 3);
    expect(Math.tanh(sum)).toBeCloseTo(activation, 3);
    expect(await axeViolations(container)).toEqual([]);
    await fireEvent.keyDown(second, { key: 'Escape' });
    screen.getByRole('heading', { name: t.inside.answerTitle });
  });

  it('walks from unit to unit by arrow keys', async () => {
    await open('inside');
    const units = await screen.findByRole('group', { name: t.inside.units });
    const first = within(units).getAllByRole('button')[0]!;
    first.focus();
    await fireEvent.keyDown(first, { key: 'ArrowRight' });
    expect((document.activeElement as HTMLElement).dataset['layer']).toBe('1');
    await fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' });
    expect((document.activeElement as HTMLElement).dataset['row']).toBe('1');
  });

  it('adds the probabilities up to 1, and says when the answer is wrong', async () => {
    const { container } = await open('inside');
    const table = await screen.findByRole('table', { name: t.inside.softmaxCaption });
    const total = within(table).getByRole('row', { name: new RegExp(`^${t.inside.total}`) });
    expect(within(total).getAllByRole('cell').at(-1)!.textContent).toBe('1.0000');
    const probabilities = within(table)
      .getAllByRole('row')
      .slice(1, 11)
      .map((row) => Number(within(row).getAllByRole('cell').at(-1)!.textContent));
    const answer = probabilities.indexOf(Math.max(...probabilities));
    const verdict = container.querySelector('.verdict')!.textContent;
    expect(verdict.includes('Right')).toBe(answer === 0);
    expect(await axeViolations(container)).toEqual([]);
  });

  it('goes to the next picture, to one of a class, and to a mistake', async () => {
    await open('inside');
    await screen.findByRole('table', { name: t.inside.softmaxCaption });
    await fireEvent.click(screen.getByRole('button', { name: t.inside.next }));
    await screen.findByText(t.inside.isClass('2', '1'));
    const among = screen.getByRole('combobox', { name: t.inside.among });
    await fireEvent.change(among, { target: { value: '7' } });
    await screen.findByText(t.inside.isClass('8', '7'));
    await fireEvent.change(among, { target: { value: 'wrong' } });
    await screen.findByText(t.inside.isClass('42', '1'));
  });

  it('answers to what is painted, by keys as well', async () => {
    const { host } = await open('inside');
    const paper = await screen.findByRole('group', { name: t.inside.paint });
    await screen.findByRole('table', { name: t.inside.softmaxCaption });
    await fireEvent.click(screen.getByRole('button', { name: t.inside.draw }));
    await fireEvent.keyDown(paper, { key: ' ' });
    await waitFor(() => {
      const last = host.engine.requests.findLast(({ kind }) => kind === 'inspect.pixels');
      const { pixels } = last!.payload as { pixels: Uint8Array };
      expect(pixels[0]).toBe(0);
      expect(pixels[14 * 28 + 14]).toBeGreaterThan(240);
    });
    await fireEvent.click(screen.getByRole('button', { name: t.inside.backToSample }));
    await screen.findByText(t.inside.isClass('1', '0'));
  });
});

describe('the example', () => {
  it('is worked out to the lecture’s numbers, and answers to a click on a pixel', async () => {
    const { container } = await open('example');
    const worked = screen.getByRole('table', { name: t.example.worked });
    for (const number of ['0.0068', '0.1592', '0.8340']) within(worked).getByText(number);
    within(worked).getByText(
      /0\.2 × \(-1\) \+ 0 × \(-1\) \+ 1\.6 × 2\.06 \+ 0 × 2\.06 \+ \(-0\.84\)/,
    );
    expect(await axeViolations(container)).toEqual([]);
    await fireEvent.click(screen.getByRole('button', { name: t.example.pixel(3, '0.9') }));
    await fireEvent.click(screen.getByRole('button', { name: t.example.pixel(2, '0.2') }));
    expect(container.querySelector('.verdict')!.textContent).toContain(t.example.classes[0]);
    await fireEvent.click(screen.getByRole('button', { name: t.example.again }));
    within(worked).getByText('0.8340');
  });
});

describe('the program', () => {
  it('follows the network, in Keras and in TensorFlow.js, and is copied whole', async () => {
    const { app, container } = await open('program');
    const listing = screen.getByRole('region', { name: t.program.listing });
    expect(listing.textContent).toContain('Dense(6, activation="tanh")');
    await fireEvent.click(screen.getByRole('radio', { name: 'TensorFlow.js' }));
    expect(listing.textContent).toContain('units: 6, activation: "tanh"');
    app.editor.setNetwork(denseNetwork(mnist, [{ kind: 'dropout', rate: 0.4 }]));
    await waitFor(() => expect(listing.textContent).toContain('tf.layers.dropout({ rate: 0.4 })'));
    expect(await axeViolations(container)).toEqual([]);
  });

  it('speaks Japanese around it', async () => {
    i18n.locale = 'ja';
    const { app } = await startApp(answers, { network: small, locale: 'ja' });
    renderWith(app, Screen);
    const ja = i18n.t.network;
    await fireEvent.click(screen.getByRole('radio', { name: ja.views.program }));
    screen.getByRole('button', { name: ja.program.copy });
  });
});
