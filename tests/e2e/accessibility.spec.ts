import type { Locator, Page } from '@playwright/test';
import { locales, rooms } from '../../preload/contract.ts';
import { dress, violations } from './axe.ts';
import { writeBrokenFiles } from './broken-files.ts';
import { dragFiles, dropFiles, picture } from './files.ts';
import { expect, test, textsOf } from './fixtures.ts';
import { pagesOf } from './pages/index.ts';
import { SharedMebae } from './shared.ts';

for (const locale of locales) {
  test.describe.serial(`axe finds nothing, light and dark, in ${locale}`, () => {
    const mebae = new SharedMebae({ locale });
    const t = textsOf(locale);

    async function check(state: string): Promise<void> {
      for (const theme of ['light', 'dark'] as const) {
        await dress(mebae.window, theme);
        expect.soft(await violations(mebae.window), `${state}, ${theme}`).toEqual([]);
      }
    }

    test('in every room before the first training', async () => {
      const { shell } = mebae.pages;
      for (const room of rooms) {
        await shell.go(room);
        await check(room);
      }
    });

    test('with numbers out of range, and a network that cannot work', async () => {
      const { shell, network, train } = mebae.pages;
      await shell.go('network');
      await network.units(0).fill('0');
      await check('a bad number of units');
      await network.units(0).blur();
      await network.add('conv2d');
      await check('a convolution');
      await network.undo();
      await shell.go('train');
      await train.field('epochs').fill('0');
      await check('a bad number of epochs');
      await train.field('epochs').fill('1000');
    });

    test('while training, paused, and when it has stopped', async () => {
      const { shell, train } = mebae.pages;
      await train.start();
      await train.atLeastEpochs(1);
      await train.button('pause').click();
      await check('paused');
      await train.button('resume').click();
      await check('training');
      await shell.go('data');
      await check('training, in another room');
      await shell.go('train');
      await train.button('stop').click();
      await train.newestIs('stopped');
      await check('stopped');
      await train.act('renameRun').click();
      await check('a run being renamed');
      await mebae.window.keyboard.press('Escape');
    });

    test('in every view of the results', async () => {
      const { shell, results } = mebae.pages;
      await shell.go('results');
      await results.fourAreThere();
      await results.draw('wrong');
      await results.fourAreThere();
      await check('four wrong answers');
      await results.view('matrix');
      await results.cells.first().click();
      await expect(results.room.getByRole('heading', { level: 2 }).first()).toBeVisible();
      await check('a cell of the matrix');
      await results.view('mistakes');
      await expect(
        results.room.getByRole('button', { name: /→|taken|答えた/ }).first(),
      ).toBeVisible();
      await check('mistakes');
    });

    test('with pictures to classify, and files that are none', async () => {
      const { shell, tryOut } = mebae.pages;
      await shell.go('try');
      const drag = await dragFiles(mebae.window, [picture('seven.png')]);
      await expect(mebae.window.getByText(t.shell.drop.title)).toBeVisible();
      await check('files over the window');
      await drag.leave();
      await expect(mebae.window.getByText(t.shell.drop.title)).toBeHidden();

      const broken = await writeBrokenFiles(mebae.folder);
      await dropFiles(mebae.window, [...Object.values(broken), picture('seven.png')]);
      await tryOut.reveal('seven.png');
      await expect(tryOut.said('seven.png')).toHaveText(/^\s*7\D/, { timeout: 20_000 });
      await tryOut.row('seven.png').getByRole('button').click();
      await check('a picture and its answer');
      await tryOut.room.getByRole('checkbox', { name: t.tryOut.numbers }).check();
      await check('a picture as numbers');
      await tryOut.reveal('notes.txt');
      await tryOut.row('notes.txt').getByRole('button').click();
      await check('a file that is no picture');
      await tryOut.clear();
      await expect(shell.notices).toContainText(t.tryOut.undo);
      await check('a notice');
    });

    test('in the settings and about the program', async () => {
      const { window, pages } = mebae;
      await pages.shell.rail.getByRole('button', { name: t.shell.settings.open }).click();
      await expect(
        window.getByRole('checkbox', { name: t.shell.settings.presentation }),
      ).toBeVisible();
      await check('settings');
      await window.getByRole('button', { name: t.shell.settings.about }).click();
      const dialog = window.getByRole('dialog', { name: t.shell.about.title });
      await expect(dialog.getByText('Electron', { exact: true }).first()).toBeVisible();
      await dialog.locator('li button').first().click();
      await check('about');
      await window.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    });
  });
}

/** Presses Tab until the focus is there. */
async function tabTo(window: Page, target: Locator): Promise<void> {
  await expect(target).toBeEnabled();
  for (let presses = 0; presses < 150; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await window.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${target.toString()}`);
}

test('the main job is done with Tab, arrow keys and Enter alone', async ({ mebae }) => {
  const { window } = mebae;
  const { shell, train, results } = pagesOf(window, 'en');
  const { t } = results;
  await shell.ready();
  const press = (key: string) => window.keyboard.press(key);

  await tabTo(window, shell.room('train'));
  await press('Enter');
  await tabTo(window, train.field('epochs'));
  // From 20 down to 1, which is the least.
  await press('Shift+ArrowDown');
  await press('Shift+ArrowDown');
  await expect(train.field('epochs')).toHaveValue('1');
  await tabTo(window, train.startButton);
  await press('Enter');
  await train.newestIs('finished');

  await tabTo(window, shell.strip.getByRole('button', { name: shell.t.strip.results }));
  await press('Enter');
  await results.fourAreThere();
  await tabTo(window, results.room.getByRole('radio', { name: t.views.pictures }));
  await press('ArrowRight');
  await expect(results.room.getByRole('radio', { name: t.views.matrix })).toBeChecked();
  await tabTo(window, results.cells.first());
  await press('Enter');
  await expect(results.room.getByRole('heading', { name: /recognised/ })).toBeVisible();
});
