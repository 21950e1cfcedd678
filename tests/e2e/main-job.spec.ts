import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from '@playwright/test';
import { locales } from '../../preload/contract.ts';
import { answerQuestions, askedQuestions, closeWindow } from './closing.ts';
import { dragFiles, dropFiles, picture } from './files.ts';
import { expect, test, textsOf } from './fixtures.ts';
import { probabilities, type Pages } from './pages/index.ts';
import { SharedMebae } from './shared.ts';

/** An answer: 7, with how sure the network is. */
const seven = /^\s*7\D/;

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

async function expectTenNumbers(table: Locator): Promise<number[]> {
  const numbers = await probabilities(table);
  expect(numbers).toHaveLength(10);
  expect(Math.abs(sum(numbers) - 1)).toBeLessThan(0.001);
  return numbers;
}

/** How many pixels of a chart are neither see-through nor of a grid line's grey: its curves. */
const colouredPixels = (chart: Locator) =>
  chart.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    let coloured = 0;
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4);
      if (alpha > 128 && Math.max(red, green, blue) - Math.min(red, green, blue) > 60) coloured++;
    }
    return coloured;
  });

/** A training that goes on until it is stopped. */
async function trainForLong({ train }: Pages): Promise<void> {
  await train.set({ trainingLimit: 6000, epochs: 1000 });
  await train.start();
}

for (const locale of locales) {
  test.describe.serial(`the main job in ${locale}`, () => {
    const t = textsOf(locale);
    const mebae = new SharedMebae({ locale });
    const renamed = locale === 'ja' ? '最初の記録' : 'The first run';

    test('begins with MNIST, the lecture’s network and one sentence', async () => {
      const { shell, network, results } = mebae.pages;
      await expect(shell.strip).toContainText(t.shell.strip.first('MNIST'));
      await expect(shell.room('data')).toHaveAttribute('aria-current', 'page');
      await expect(mebae.window.locator('html')).toHaveAttribute('lang', locale);
      const list = mebae.window.getByRole('listbox');
      await expect(list).toHaveAccessibleName(t.data.samples('70,000'));

      await shell.go('results');
      await expect(results.room).toContainText(t.results.none);
      await expect(shell.room('results')).toHaveAccessibleDescription(t.shell.afterTraining);

      await shell.go('network');
      await expect(network.total).toHaveText('101,770');
      const hidden = network.table.getByRole('row').nth(2);
      await expect(hidden).toContainText(t.network.denseFormula('784', '128', '128'));
      await expect(hidden.getByRole('cell').last()).toHaveText('100,480');
    });

    test('shows the data and a picture as its numbers', async () => {
      const { window } = mebae;
      await mebae.pages.shell.go('data');
      await window.getByRole('listbox').press('Enter');
      const numbers = window.getByRole('grid', { name: t.data.numbers(28, 28) });
      await expect(numbers.getByRole('gridcell')).toHaveCount(784);
      // The first training picture is a 5; row 6 begins its stroke with 3, 18, 18, 18, 126.
      await expect(window.getByRole('img', { name: t.data.large('5') })).toBeVisible();
      const row = numbers.getByRole('row').nth(5).getByRole('gridcell');
      expect((await row.allTextContents()).map(Number).slice(12, 17)).toEqual([3, 18, 18, 18, 126]);
    });

    test('builds a network: layers, units, activations, with its parameter count', async () => {
      const { shell, network } = mebae.pages;
      await shell.go('network');
      await network.add('dense');
      await expect(network.denseLayers).toHaveCount(2);
      await expect(network.units(1)).toHaveValue('64');
      // 784 x 128 + 128, 128 x 64 + 64, 64 x 10 + 10.
      await expect(network.total).toHaveText('109,386');

      await network.units(1).fill('32');
      // 100,480 + 128 x 32 + 32 + 32 x 10 + 10.
      await expect(network.total).toHaveText('104,938');
      await network.activation(1).selectOption('sigmoid');

      await network.moveTowardsInput(1);
      await expect(network.units(0)).toHaveValue('32');
      await expect(network.activation(0)).toHaveValue('sigmoid');
      // 784 x 32 + 32, 32 x 128 + 128, 128 x 10 + 10.
      await expect(network.total).toHaveText('30,634');
      await network.moveTowardsOutput(0);
      await expect(network.total).toHaveText('104,938');

      await network.remove(0);
      // 784 x 32 + 32 + 32 x 10 + 10.
      await expect(network.total).toHaveText('25,450');
    });

    test('undoes and redoes each change', async () => {
      const { network } = mebae.pages;
      const totals = ['104,938', '30,634', '104,938', '104,938', '109,386', '101,770'];
      for (const total of totals) {
        await network.undo();
        await expect(network.total).toHaveText(total);
      }
      for (const total of totals.slice(0, -1).reverse()) {
        await network.redo();
        await expect(network.total).toHaveText(total);
      }
      await mebae.window.keyboard.press('Control+z');
      await expect(network.total).toHaveText('30,634');
      await mebae.window.keyboard.press('Control+Shift+z');
      await expect(network.total).toHaveText('104,938');
    });

    test('explains at the field what is out of range, and keeps what was good', async () => {
      const { shell, network, train } = mebae.pages;
      const units = network.units(0);
      for (const bad of ['0', '5000', '12.5', 'many', '']) {
        await units.fill(bad);
        await expect(units).toHaveAttribute('aria-invalid', 'true');
        await expect(units).toHaveAccessibleDescription(t.parts.outOfRange('1', '4,096', true));
        await expect(network.total).toHaveText('104,938');
      }
      await units.blur();
      await expect(units).toHaveValue('128');

      // As a Japanese keyboard types it.
      await units.fill('１００');
      await expect(units).toHaveAttribute('aria-invalid', 'false');
      // 784 x 100 + 100, 100 x 32 + 32, 32 x 10 + 10.
      await expect(network.total).toHaveText('82,062');

      await network.add('conv2d');
      await network.add('dropout');
      await expect(network.total).not.toHaveText('82,062');

      await shell.go('train');
      await train.field('learningRate').fill('11');
      await expect(train.field('learningRate')).toHaveAccessibleDescription(
        t.parts.outOfRange('0.000001', '10', false),
      );
      await train.field('learningRate').blur();
      await expect(train.field('learningRate')).toHaveValue('0.001');
    });

    test('goes back to the lecture’s settings with one click', async () => {
      const { shell, network, train } = mebae.pages;
      await train.set({ epochs: 3, batchSize: 64, seed: 7 });
      await train.chooseOptimizer('rmsprop');
      await train.toLecture();
      await expect(train.field('epochs')).toHaveValue('20');
      await expect(train.field('batchSize')).toHaveValue('32');
      await shell.go('network');
      await expect(network.total).toHaveText('101,770');
      await shell.go('train');
      await train.chooseDataset('fashion-mnist');
      await expect(train.field('epochs')).toHaveValue('5');
      await train.chooseDataset('mnist');
    });

    test('trains: curves, numbers of each epoch, time left; pauses and resumes', async () => {
      const { shell, train } = mebae.pages;
      await trainForLong(mebae.pages);
      await train.atLeastEpochs(2);
      await expect(shell.strip).toContainText(t.shell.strip.timeLeft);
      await expect(shell.room('train')).toHaveAccessibleDescription(t.shell.trainingUnderWay);
      for (const measure of ['loss', 'accuracy'] as const) {
        await expect.poll(() => colouredPixels(train.chart(measure))).toBeGreaterThan(100);
      }

      await train.button('pause').click();
      await expect(train.button('resume')).toBeVisible();
      // One that was being saved still comes to its end; one that was being validated is held.
      const halted = new RegExp(t.shell.strip.step('[\\d,]+', '188'));
      await expect(shell.strip.locator('.detail')).toHaveText(halted);
      const paused = await shell.strip.locator('.title').textContent();
      const rows = await train.rows.count();
      expect(paused).toBe(t.shell.strip.pausedAt(String(rows + 1), '1,000'));
      await expect(shell.strip).not.toContainText(t.shell.strip.timeLeft);
      // Other rooms answer while it is paused, and nothing has moved meanwhile.
      await shell.go('network');
      await shell.go('data');
      await shell.go('train');
      expect(await shell.strip.locator('.title').textContent()).toBe(paused);
      expect(await train.rows.count()).toBe(rows);

      await train.button('resume').click();
      await train.atLeastEpochs(rows + 2);
      await expect(train.button('pause')).toBeVisible();
    });

    test('stops with the weights so far, which answer', async () => {
      const { shell, train, results } = mebae.pages;
      await train.button('stop').click();
      await train.newestIs('stopped');
      const epochs = await train.epochs();
      expect(epochs.map(({ epoch }) => epoch)).toEqual(epochs.map((_, index) => index + 1));
      const last = epochs.at(-1)!;
      expect(last.loss).toBeLessThan(epochs[0]!.loss);
      expect(last.valAccuracy).toBeGreaterThan(85);
      await expect(train.chart('loss')).toHaveAccessibleName(
        new RegExp(
          t.train.latest(String(last.epoch), last.loss.toFixed(4), last.valLoss.toFixed(4)),
        ),
      );
      await shell.go('results');
      await results.fourAreThere();
    });

    test('renames a run; deletes it and takes that back', async () => {
      const { shell, train } = mebae.pages;
      await shell.go('train');
      await train.rename(renamed);
      await train.act('deleteRun').click();
      await expect(train.runs).toHaveCount(0);
      await shell.answerNotice(t.train.deleted(renamed), t.train.undo);
      await expect(train.runs).toHaveCount(1);
      await expect(train.runs.first()).toContainText(renamed);
    });

    test('saves a run as a file and opens it again', async () => {
      const { app, pages } = mebae;
      const { shell, train } = pages;
      const before = await train.epochs();
      const file = path.join(mebae.folder, 'run.mebae');
      // Playwright can't see the system's dialog: a path that is set already keeps it from opening.
      const saved = app.evaluate(
        ({ session }, to) =>
          new Promise<string>((resolve) =>
            session.defaultSession.once('will-download', (_event, item) => {
              item.setSavePath(to);
              item.once('done', (_done, state) => resolve(`${state} ${item.getFilename()}`));
            }),
          ),
        file,
      );
      await train.act('saveRun').click();
      expect(await saved).toMatch(/^completed .*\.mebae$/);
      // 101,770 weights and Adam's two moments of each, four bytes a number.
      expect((await stat(file)).size).toBeGreaterThan(101_770 * 3 * 4);

      await train.act('deleteRun').click();
      await expect(train.runs).toHaveCount(0);
      await train.openRun(file);
      await expect(train.runs).toHaveCount(1);
      await expect(train.runs.first()).toContainText(renamed);
      await shell.go('train');
      expect(await train.epochs()).toEqual(before);
    });

    test('finds the training again, with its whole history, when the window is reloaded', async () => {
      const { shell, train } = mebae.pages;
      await trainForLong(mebae.pages);
      await train.atLeastEpochs(3);
      const before = await train.epochs();
      await mebae.window.reload();
      await shell.ready();
      await expect(shell.strip).toHaveAttribute('data-state', 'training');
      await train.atLeastEpochs(before.length);
      const after = await train.epochs();
      expect(after.slice(0, before.length)).toEqual(before);
      await expect.poll(() => colouredPixels(train.chart('loss'))).toBeGreaterThan(100);
      await train.atLeastEpochs(after.length + 1);
    });

    test('asks once before it is closed during a training', async () => {
      const { app, pages } = mebae;
      const rows = await pages.train.rows.count();
      await answerQuestions(app, 1);
      await closeWindow(app);
      await expect.poll(() => askedQuestions(app)).toHaveLength(1);
      await pages.train.atLeastEpochs(rows + 1);

      await answerQuestions(app, 0);
      const ended = new Promise((resolve) => app.process().once('exit', resolve));
      await closeWindow(app);
      expect(await ended).toBe(0);
      await mebae.close();
    });

    test('remembers settings and runs at the next start, and trains on', async () => {
      await mebae.start();
      const { shell, train } = mebae.pages;
      await expect(shell.room('train')).toHaveAttribute('aria-current', 'page');
      await expect(train.field('trainingLimit')).toHaveValue('6000');
      await expect(train.field('epochs')).toHaveValue('1000');
      // The room was drawn before the engine was there.
      await expect(train.startButton).toBeEnabled();
      await expect(train.runs).toHaveCount(2);
      await expect(train.runs.first()).toContainText(t.train.states.stopped);
      await expect(train.runs.last()).toContainText(renamed);

      const before = await train.epochs();
      expect(before.length).toBeGreaterThanOrEqual(3);
      await train.button('continueRun').click();
      await train.atLeastEpochs(before.length + 2);
      expect((await train.epochs()).slice(0, before.length)).toEqual(before);
      await train.button('stop').click();
      await train.newestIs('stopped');
    });

    test('shows four pictures with ten numbers each, right or wrong', async () => {
      const { shell, train, results } = mebae.pages;
      await train.toLecture();
      await train.set({ epochs: 2 });
      await train.start();
      await train.newestIs('finished', 120_000);
      await expect(shell.strip).toContainText(/9\d\.\d%/);
      await shell.strip.getByRole('button', { name: t.shell.strip.results }).click();
      await results.fourAreThere();

      for (const kind of ['right', 'wrong'] as const) {
        await results.draw(kind);
        const said = kind === 'right' ? t.parts.answerRight : t.parts.answerWrong;
        const answers = results.answers.locator('tr.answer');
        await expect(answers.filter({ hasText: said })).toHaveCount(4);
        // Told apart without colour, too: a tick or a cross.
        await expect(answers.locator(kind === 'right' ? '.lucide-check' : '.lucide-x')).toHaveCount(
          4,
        );
        for (const answer of await results.answers.all()) {
          const numbers = await expectTenNumbers(answer.getByRole('table'));
          const bar = answer.locator('tr.answer .bar');
          const colour = await bar.evaluate((element) => getComputedStyle(element).backgroundColor);
          const [red = 0, , blue = 0] = colour.match(/\d+/g)!.map(Number);
          if (kind === 'right') expect(blue).toBeGreaterThan(red + 60);
          else expect(red).toBeGreaterThan(blue + 60);
          const highest = numbers.indexOf(Math.max(...numbers));
          await expect(answer.locator('tr.answer th')).toContainText(String(highest));
        }
      }
    });

    test('counts all 10,000 validation pictures in the confusion matrix', async () => {
      const { results } = mebae.pages;
      await results.view('matrix');
      const matrix = await results.matrix();
      expect(matrix.map((row) => row.length)).toEqual(Array(10).fill(10));
      expect(sum(matrix.flat())).toBe(10_000);
      const right = sum(matrix.map((row, index) => row[index]!));
      const counted = t.results.counts(right.toLocaleString('en'), '10,000');
      await expect(results.room).toContainText(counted);
      await results.view('mistakes');
      const title = t.results.mistakesTitle((10_000 - right).toLocaleString('en'));
      await expect(results.room.getByRole('heading', { name: title })).toBeVisible();
    });

    test('classifies dropped pictures: class, ten numbers, and what the network received', async () => {
      const { window, pages } = mebae;
      const { shell, tryOut } = pages;
      // Anywhere on the window, in any room.
      const drag = await dragFiles(window, [picture('seven.png')]);
      await expect(window.getByText(t.shell.drop.title)).toBeVisible();
      await drag.drop();
      await expect(shell.room('try')).toHaveAttribute('aria-current', 'page');
      await expect(tryOut.answer).toHaveAccessibleName('seven.png');
      const numbers = await expectTenNumbers(tryOut.answer.getByRole('table'));
      expect(numbers.indexOf(Math.max(...numbers))).toBe(7);
      await expect(tryOut.said('seven.png')).toHaveText(seven);

      // Black on white paper became bright on black, in the middle.
      await expect(tryOut.answer).toContainText(t.tryOut.steps.inverted);
      const received = await tryOut.received();
      expect(received).toHaveLength(784);
      expect(Math.max(...received)).toBeGreaterThan(200);
      expect(received.slice(0, 4 * 28)).toEqual(Array(4 * 28).fill(0));
    });

    test('classifies many files: every format, every orientation', async () => {
      const { tryOut } = mebae.pages;
      const formats = ['jpg', 'webp', 'gif', 'bmp', 'avif', 'tiff', 'svg', 'heic'];
      const turns = [1, 2, 3, 4, 5, 6, 7, 8];
      for (const names of [
        formats.map((format) => `seven.${format}`),
        turns.map((orientation) => `orientation-${orientation}.jpg`),
      ]) {
        await tryOut.clear();
        await dropFiles(mebae.window, names.map(picture));
        await expect(tryOut.room).toContainText(t.tryOut.progress('8', '8'), { timeout: 30_000 });
        for (const name of names) await expect(tryOut.said(name)).toHaveText(seven);
      }
    });

    test('classifies chosen, pasted and drawn pictures', async () => {
      const { app, pages } = mebae;
      const { tryOut } = pages;
      await tryOut.clear();
      await tryOut.choose([picture('negative.png'), picture('grey.png')]);
      await expect(tryOut.said('negative.png')).toHaveText(seven);
      await expect(tryOut.said('grey.png')).toHaveText(seven);

      // Copied from the window itself, by what the system's menu for pictures does.
      const original = tryOut.answer.getByRole('img', { name: 'grey.png' });
      const { x, y, width, height } = (await original.boundingBox())!;
      await app.evaluate(
        ({ BrowserWindow }, at) => {
          BrowserWindow.getAllWindows()[0]!.webContents.copyImageAt(at.x, at.y);
        },
        { x: Math.round(x + width / 2), y: Math.round(y + height / 2) },
      );
      await expect
        .poll(() => app.evaluate(({ clipboard }) => clipboard.has('image/png')))
        .toBe(true);
      await app.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]!.webContents.paste();
      });
      await expect(tryOut.said('image.png')).toHaveText(seven);

      await tryOut.drawStroke([
        [0.5, 0.15],
        [0.5, 0.85],
      ]);
      await expect(tryOut.answer).toHaveAccessibleName(t.tryOut.drawing);
      const numbers = await expectTenNumbers(tryOut.answer.getByRole('table'));
      expect(numbers.indexOf(Math.max(...numbers))).toBe(1);
      const received = await tryOut.received();
      const [left, middle] = [
        received[14 * 28 + 4]!,
        Math.max(...received.slice(14 * 28 + 10, 14 * 28 + 18)),
      ];
      expect(left).toBe(0);
      expect(middle).toBeGreaterThan(150);
    });

    test('has asked nothing of the network', async () => {
      const info = await mebae.window.evaluate(() => self.mebae.appInfo());
      expect(info.refusedRequests).toBe(0);
    });
  });
}
