import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { locales } from '../../preload/contract.ts';
import { lectureLesson } from './lecture-lesson.ts';
import { dress, violations } from './axe.ts';
import { dropFiles } from './files.ts';
import { expect, test, textsOf } from './fixtures.ts';
import { SharedMebae } from './shared.ts';

for (const locale of locales) {
  test.describe.serial(`the lesson in ${locale}`, () => {
    const mebae = new SharedMebae({ locale });
    const all = textsOf(locale);
    const t = all.lesson;
    const room = () => mebae.window.getByRole('main');
    const panel = () => mebae.window.getByRole('region', { name: t.name, exact: true });
    const isDone = () => panel().getByText(`✓ ${t.done}`);
    const button = (name: string) => panel().getByRole('button', { name, exact: true });

    /** The step one is in, by its place in the lecture. */
    async function at(step: number) {
      const title = lectureLesson.steps[step - 1]!.title[locale];
      await expect(panel().getByRole('heading')).toHaveText(title);
    }
    async function next(step: number) {
      await expect(isDone()).toBeVisible({ timeout: 60_000 });
      await button(t.next).click();
      await at(step);
    }
    async function check(state: string) {
      for (const theme of ['light', 'dark'] as const) {
        await dress(mebae.window, theme);
        expect.soft(await violations(mebae.window), `${state}, ${theme}`).toEqual([]);
      }
    }

    test('begins in the rail with images and pixels', async () => {
      await mebae.window.getByRole('button', { name: t.open, exact: true }).click();
      await at(1);
      await check('step 1');
      const { images } = all;
      await room().getByText(images.views.green, { exact: true }).click();
      await expect(isDone()).toHaveCount(0);
      await room().getByRole('button', { name: images.example }).click();
      await next(2);
    });

    test('notices what is painted, opened and changed', async () => {
      const { images, network } = all;
      const kind = (name: string) => room().getByText(name, { exact: true }).first().click();
      await kind(images.kinds.squares);
      await room().getByRole('gridcell').getByRole('button').first().click();
      await kind(images.kinds.digit);
      await room().getByRole('application').first().click();
      await next(3);
      await kind(network.views.example);
      await next(4);
      await room().locator('.picture button').first().click();
      await next(5);
      await kind(network.views.build);
      await mebae.pages.network.units(0).fill('64');
      await next(6);
    });

    test('asks for a guess, and compares it with the training', async () => {
      test.setTimeout(180_000);
      await check('a guess is asked');
      await panel().getByRole('textbox', { name: t.guess.accuracyLabel }).fill('50');
      await button(t.guess.record).click();
      await expect(panel()).toContainText('50.0');
      await mebae.pages.train.set({ epochs: 5, trainingLimit: 6000 });
      await mebae.pages.train.start();
      await next(7);
      await check('a pair is asked for');
      for (const name of ['3', '5']) {
        await panel().getByRole('button', { name, exact: true }).click();
      }
      await button(t.guess.record).click();
      await expect(panel().locator('.guess')).toContainText(t.guess.pair('3', '5'));
      await mebae.pages.results.view('matrix');
      const matrix = await mebae.pages.results.matrix();
      const confused = matrix.flatMap((row, a) =>
        row.slice(0, a).map((count, b) => count + matrix[b]![a]!),
      );
      await expect(panel().locator('.guess')).toContainText(String(Math.max(...confused)));
      await next(8);
    });

    test('ends with the other dataset', async () => {
      test.setTimeout(180_000);
      await button(t.guess.skip).click();
      await mebae.pages.shell.go('train');
      await room().getByText(all.parts.datasets['fashion-mnist'], { exact: true }).first().click();
      await mebae.pages.train.set({ epochs: 5, trainingLimit: 6000 });
      await mebae.pages.train.start();
      await expect
        .poll(
          () => mebae.window.evaluate(async () => (await self.mebae.readSettings()).lesson?.met),
          {
            timeout: 60_000,
          },
        )
        .toEqual(expect.arrayContaining([0, 1]));
      await mebae.pages.shell.go('results');
      await mebae.pages.results.view('compare');
      await expect(isDone()).toBeVisible();
      await check('the last step');
    });

    test('gives a report to take home, as a page and as PDF', async () => {
      const html = path.join(mebae.folder, 'report.html');
      const pdf = path.join(mebae.folder, 'report.pdf');
      // Playwright can't see the system's dialogs: they answer at once.
      await mebae.app.evaluate(
        ({ session, dialog }, files) => {
          session.defaultSession.on('will-download', (_event, item) =>
            item.setSavePath(files.html),
          );
          dialog.showSaveDialog = (() =>
            Promise.resolve({ canceled: false, filePath: files.pdf })) as never;
        },
        { html, pdf },
      );
      const dialog = mebae.window.getByRole('dialog', { name: t.reportDialog.title });
      await button(t.report).click();
      await check('the report is asked for');
      await dialog.getByRole('textbox').fill('<script>山田</script>');
      await dialog.getByRole('button', { name: t.reportDialog.html }).click();
      await expect.poll(() => readFile(html, 'utf8').catch(() => '')).toContain('</html>');
      const page = await readFile(html, 'utf8');
      expect(page).toContain('&lt;script&gt;山田&lt;/script&gt;');
      expect(page).not.toContain('<script');
      // Of both trainings.
      expect(page).toContain(t.sheet.trainings);
      expect(page.match(/class="matrix"/g)).toHaveLength(2);
      expect(page.match(/<img /g)).toHaveLength(8);

      await mebae.app.evaluate(({ Menu }) =>
        Menu.getApplicationMenu()!.getMenuItemById('save-report')!.click(),
      );
      await dialog.getByRole('button', { name: t.reportDialog.pdf }).click();
      await expect(mebae.window.getByText(t.reportDialog.saved)).toBeVisible({ timeout: 40_000 });
      const printed = await readFile(pdf);
      expect(printed.toString('latin1', 0, 5)).toBe('%PDF-');
      expect(printed.length).toBeGreaterThan(20_000);
      const windows = await mebae.app.evaluate(
        ({ BrowserWindow }) => BrowserWindow.getAllWindows().length,
      );
      expect(windows).toBe(1);
    });

    test('keeps the place over a restart', async () => {
      await button(t.previous).click();
      await at(7);
      await mebae.close();
      await mebae.start();
      await at(7);
      await button(t.leave).click();
      await expect(panel()).toHaveCount(0);
      await mebae.window.getByRole('button', { name: t.open, exact: true }).click();
      await at(7);
    });

    test('is shown to a class: full screen, large, turned by a remote’s keys', async () => {
      const { keyboard } = mebae.window;
      await keyboard.press('F5');
      await expect(mebae.window.locator('html')).toHaveAttribute('data-presentation', 'true');
      const isFull = () =>
        mebae.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isFullScreen());
      await expect.poll(isFull).toBe(true);
      await keyboard.press('PageUp');
      await at(6);
      await keyboard.press('PageDown');
      await at(7);
      // Even from a list, which pages by the same keys; the last step begins with its room.
      await mebae.pages.shell.go('data');
      await at(8);
      await room().getByRole('listbox').focus();
      await keyboard.press('PageUp');
      await at(7);
      await keyboard.press('b');
      await expect(mebae.window.getByText(t.blank)).toBeVisible();
      await keyboard.press('PageDown');
      await expect(mebae.window.getByText(t.blank)).toHaveCount(0);
      await at(7);
      await check('presentation');
      await keyboard.press('F5');
      await expect.poll(isFull).toBe(false);
    });

    test('comes from a file, which keeps things as they are', async () => {
      const file = path.join(mebae.folder, 'class.mebae-lesson');
      const step = { id: 'one', title: '一', text: { ja: '見る', en: 'Look' }, room: 'train' };
      const lesson = {
        format: 'mebae-lesson',
        version: 1,
        title: 'Class',
        locked: ['dataset', 'network', 'hyperparameters', 'rooms'],
        settings: { dataset: 'mnist', train: { epochs: 2 } },
        steps: [step],
      };
      await writeFile(file, JSON.stringify({ ...lesson, steps: [{ ...step, room: 'cellar' }] }));
      await dropFiles(mebae.window, [file]);
      await expect(mebae.window.getByRole('alert')).toContainText('steps[0].room');
      await at(7);

      await writeFile(file, JSON.stringify(lesson));
      await dropFiles(mebae.window, [file]);
      await expect(panel().getByRole('heading')).toHaveText('一');
      const epochs = mebae.pages.train.field('epochs');
      await expect(epochs).toHaveValue('2');
      await epochs.fill('9');
      await expect(mebae.window.getByText(t.refused.hyperparameters)).toBeVisible();
      await epochs.blur();
      await expect(epochs).toHaveValue('2');
      await mebae.pages.shell.room('network').click();
      await expect(mebae.window.getByText(t.refused.rooms)).toBeVisible();
      await expect(epochs).toBeVisible();
    });

    test('fills the screen where its file asks for that, until it is left', async () => {
      const isFull = () =>
        mebae.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isFullScreen());
      const file = path.join(mebae.folder, 'presented.mebae-lesson');
      const step = { id: 'one', title: '二', text: 'x', room: 'data' };
      const lesson = { format: 'mebae-lesson', version: 1, title: 'Class', steps: [step] };
      await writeFile(file, JSON.stringify({ ...lesson, presentation: true }));
      await dropFiles(mebae.window, [file]);
      await expect(panel().getByRole('heading')).toHaveText('二');
      await expect(mebae.window.locator('html')).toHaveAttribute('data-presentation', 'true');
      await expect.poll(isFull).toBe(true);
      await expect(mebae.window.getByText(t.presents)).toBeVisible();
      await check('presented by its file');
      await button(t.leave).click();
      await expect(mebae.window.locator('html')).toHaveAttribute('data-presentation', 'false');
      await expect.poll(isFull).toBe(false);
      await mebae.window.getByRole('button', { name: t.open, exact: true }).click();
      await expect.poll(isFull).toBe(true);
      await mebae.window.keyboard.press('F5');
      await expect.poll(isFull).toBe(false);
      await expect(panel()).toBeVisible();
    });
  });
}

test('a report reaches no network, runs no script and is no path', async ({ mebae }) => {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const to = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const file = path.join(mebae.userData, 'hostile.pdf');
  await mebae.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (() => Promise.resolve({ canceled: false, filePath })) as never;
  }, file);
  const html = `<!doctype html><link rel="stylesheet" href="${to}/style">
    <img src="${to}/image"><iframe src="${to}/frame"></iframe><object data="${to}/object"></object>
    <img src="file:///etc/hostname"><meta http-equiv="refresh" content="0; url=${to}/refresh">
    <script>fetch('${to}/script'); document.body.textContent = 'ran'; while (true);</script>
    <form action="${to}/form"></form><p>printed</p>`;
  const saved = await mebae.window.evaluate(
    (page) => self.mebae.saveReport({ html: page, fileName: 'hostile.pdf' }),
    html,
  );
  expect(saved).toEqual({ state: 'saved' });
  expect((await readFile(file)).toString('latin1', 0, 5)).toBe('%PDF-');
  expect(hits).toEqual([]);
  server.close();

  const refused = await mebae.window.evaluate(() =>
    Promise.all(
      [
        { html: 'x', fileName: '../x.pdf' },
        { html: 'x', fileName: 'x.exe' },
        { html: '', fileName: 'x.pdf' },
        { html: 'x'.repeat(4 * 1024 * 1024 + 1), fileName: 'x.pdf' },
        { html: 'x', fileName: 'x.pdf', path: '/' },
      ].map((report) =>
        self.mebae.saveReport(report).then(
          () => 'taken',
          (error: Error) => error.message,
        ),
      ),
    ),
  );
  for (const answer of refused) expect(answer).toMatch(/refused/);
});
