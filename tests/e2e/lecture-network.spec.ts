import { locales } from '../../preload/contract.ts';
import { dress, violations } from './axe.ts';
import { expect, test, textsOf } from './fixtures.ts';
import { watchFrames } from './frames.ts';
import { SharedMebae } from './shared.ts';

for (const locale of locales) {
  test.describe.serial(`networks, alive, in ${locale}`, () => {
    const mebae = new SharedMebae({ locale });
    const t = textsOf(locale).network;
    const room = () => mebae.window.getByRole('main');
    const button = (name: string) => room().getByRole('button', { name, exact: true });
    const heading = (name: string) => room().getByRole('heading', { name, exact: true });
    const units = (layer: number) =>
      room()
        .getByRole('group', { name: t.inside.units, exact: true })
        .locator(`[data-layer="${layer}"]`);

    async function openView(name: keyof typeof t.views) {
      await room()
        .getByRole('group', { name: t.view })
        .getByText(t.views[name], { exact: true })
        .click();
    }
    async function check(state: string) {
      for (const theme of ['light', 'dark'] as const) {
        await dress(mebae.window, theme);
        expect.soft(await violations(mebae.window), `${state}, ${theme}`).toEqual([]);
      }
    }
    /** The numbers of the working: weighted sum, bias, sum, activation. */
    async function working(): Promise<number[]> {
      return (await room().locator('dl dd').allTextContents()).map((text) =>
        Number(text.replaceAll(',', '')),
      );
    }

    test('changes a layer’s units by dragging at the diagram, and by keys', async () => {
      const { shell, network } = mebae.pages;
      await shell.go('network');
      const handle = room().getByRole('slider', { name: t.handle(t.units, '2') });
      const { x, y, width, height } = (await handle.boundingBox())!;
      const { mouse, keyboard } = mebae.window;
      await mouse.move(x + width / 2, y + height / 2);
      await mouse.down();
      await mouse.move(x + width / 2, y + height / 2 + 32, { steps: 8 });
      await mouse.up();
      // Four steps down: doubled.
      await expect(network.units(0)).toHaveValue('256');
      await expect(network.total).toHaveText('203,530');
      await network.undo();
      await expect(network.units(0)).toHaveValue('128');
      await handle.focus();
      await keyboard.press('PageDown');
      await expect(network.units(0)).toHaveValue('64');
      await network.undo();
      await check('build');
    });

    test('works three classes out to the lecture’s numbers', async () => {
      await openView('example');
      const worked = room().getByRole('table', { name: t.example.worked });
      for (const number of ['0.0068', '0.1592', '0.8340'])
        await expect(worked).toContainText(number);
      await room()
        .getByRole('textbox', { name: t.example.field(2) })
        .fill('1');
      await room()
        .getByRole('textbox', { name: t.example.field(3) })
        .fill('0');
      await expect(room().locator('.verdict')).toContainText(t.example.classes[0]!);
      await button(t.example.again).click();
      await expect(worked).toContainText('0.8340');
      await check('example');
    });

    test('reads as a program, which is copied whole', async () => {
      await openView('program');
      await button(t.program.copy).click();
      await expect(room().getByRole('status')).toHaveText(t.program.copied);
      const copied = await mebae.app.evaluate(({ clipboard }) => clipboard.readText());
      expect(copied).toContain('keras.layers.Dense(128, activation="relu")');
      expect(copied).toBe(
        await room().getByRole('region', { name: t.program.listing }).textContent(),
      );
      await check('program');
    });

    test('leads to training where there are no weights yet', async () => {
      const { train } = mebae.pages;
      await openView('inside');
      await expect(heading(t.inside.none)).toBeVisible();
      await check('without weights');
      await button(t.trainNow).click();
      await train.set({ epochs: 2, trainingLimit: 6000 });
      await train.start();
      await train.newestIs('finished');
    });

    test('shows activations, and how each unit came to its number', async () => {
      await mebae.pages.shell.go('network');
      await expect(heading(t.inside.answerTitle)).toBeVisible();
      await expect(units(2)).toHaveCount(10);
      const probabilities = room().getByRole('table', { name: t.inside.softmaxCaption });
      await expect(probabilities.getByRole('row').last().getByRole('cell').last()).toHaveText(
        '1.0000',
      );
      await check('the answer');

      await units(1).nth(3).click();
      await expect(heading(t.inside.unit(t.layers.dense, '4'))).toBeVisible();
      const hidden = await working();
      expect(hidden).toHaveLength(4);
      const [weighted = NaN, bias = NaN, sum = NaN, activation = NaN] = hidden;
      expect(weighted + bias).toBeCloseTo(sum, 3);
      // The engine's own number, against the sum worked out in the window.
      expect(Math.max(0, sum)).toBeCloseTo(activation, 3);
      await check('a unit');

      // On by keys, to a unit of the last layer and back to the answer.
      await mebae.window.keyboard.press('ArrowRight');
      await mebae.window.keyboard.press('Enter');
      await expect(room().locator('#unit-title')).toContainText(/「\d」|for \d/);
      await mebae.window.keyboard.press('Escape');
      await expect(heading(t.inside.answerTitle)).toBeVisible();
    });

    test('shows a wrong answer as such, and answers while a picture is painted', async () => {
      const verdict = room().locator('.verdict');
      await room().getByRole('combobox', { name: t.inside.among }).selectOption('wrong');
      await expect(verdict).toHaveClass(/wrong/);
      await button(t.inside.draw).click();
      const paper = room().getByRole('group', { name: t.inside.paint });
      const { x, y, width, height } = (await paper.boundingBox())!;
      const { mouse } = mebae.window;
      const frames = watchFrames(mebae.window, 1500);
      await mouse.move(x + width / 2, y + height * 0.2);
      await mouse.down();
      await mouse.move(x + width / 2, y + height * 0.8, { steps: 30 });
      await mouse.up();
      await expect(verdict).toContainText(locale === 'ja' ? '1（' : '1, ');
      const { median, percentile95 } = await frames;
      const description = `median ${median.toFixed(1)} ms, 95th percentile ${percentile95.toFixed(1)} ms`;
      test.info().annotations.push({ type: 'frames while painting', description });
      // 60 frames a second are 17 ms; a crowded test machine is allowed three.
      expect(median).toBeLessThan(50);
      await check('painted');
      await button(t.inside.backToSample).click();
      await expect(verdict).toHaveClass(/wrong/);
    });

    test('looks into a network while it learns', async () => {
      const { shell, train } = mebae.pages;
      await shell.go('train');
      await train.set({ epochs: 1000, trainingLimit: 60_000 });
      await train.start();
      await expect(train.rows.first()).toBeVisible();
      await shell.go('network');
      await units(1).nth(3).click();
      await expect(heading(t.inside.unit(t.layers.dense, '4'))).toBeVisible();
      const before = await working();
      // Each epoch brings other weights; the sum and the engine's number stay of one moment.
      await expect.poll(working).not.toEqual(before);
      const [weighted = NaN, bias = NaN, sum = NaN, activation = NaN] = await working();
      expect(weighted + bias).toBeCloseTo(sum, 3);
      expect(Math.max(0, sum)).toBeCloseTo(activation, 3);
      await shell.go('train');
      await train.button('stop').click();
      await train.newestIs('stopped');
      await shell.go('network');
    });

    test('looks into a convolutional network', async () => {
      const { shell, train } = mebae.pages;
      await openView('build');
      await button(t.presetNames.convolutional).click();
      await openView('inside');
      await button(t.trainNow).click();
      await train.set({ epochs: 1, trainingLimit: 1000 });
      await train.start();
      await train.newestIs('finished');
      await shell.go('network');
      await units(0).first().click();
      await expect(heading(t.inside.channel(t.layers.conv2d, '1'))).toBeVisible();
      const [weighted = NaN, bias = NaN, sum = NaN, activation = NaN] = await working();
      expect(weighted + bias).toBeCloseTo(sum, 3);
      expect(Math.max(0, sum)).toBeCloseTo(activation, 3);
      await room().getByRole('textbox', { name: t.inside.row, exact: true }).fill('1');
      await expect(room().locator('dl dd').first()).not.toHaveText(weighted.toFixed(4));
      await check('a channel');
    });
  });
}
