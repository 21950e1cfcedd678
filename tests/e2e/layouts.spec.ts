import { locales, rooms } from '../../preload/contract.ts';
import { MainJob, type View } from '../../scripts/guided-tour/main-job.ts';
import { expect, test, textsOf } from './fixtures.ts';
import { outOfReach } from './layout.ts';
import { SharedMebae } from './shared.ts';

/** Where there is least room. A lesson takes a row of its own; presentation type is 22 pixels high. */
const small = { width: 1280, height: 720, zoom: 1 };
const enlarged = { width: 1280, height: 720, zoom: 2 };
const presented = { width: 1024, height: 700, zoom: 1 };

const views: Partial<Record<(typeof rooms)[number], View[]>> = {
  images: ['photograph', 'squares', 'digit'],
  network: ['build', 'inside', 'example', 'program'],
  train: ['curves', 'watch', 'step', 'data'],
  results: ['pictures', 'matrix', 'mistakes', 'compare'],
};

for (const locale of locales) {
  test.describe.serial(`every control can be seen and pointed at in ${locale}`, () => {
    const mebae = new SharedMebae({ locale });
    const t = textsOf(locale);
    const main = () => mebae.window.getByRole('main');

    async function resize(size: typeof small): Promise<void> {
      await mebae.app.evaluate(({ BrowserWindow }, { width, height, zoom }) => {
        const [open] = BrowserWindow.getAllWindows();
        open!.setContentSize(width, height);
        open!.webContents.setZoomFactor(zoom);
      }, size);
      await expect
        .poll(() => mebae.window.evaluate(() => `${innerWidth} x ${innerHeight}`))
        .toBe(`${size.width / size.zoom} x ${size.height / size.zoom}`);
    }

    async function check(state: string): Promise<void> {
      const { window } = mebae;
      // What was chosen is laid out with the next frame, and drawn with the one after.
      await window.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      );
      expect.soft(await outOfReach(window.locator('.shell')), state).toEqual([]);
    }

    /** Where the side does not fit beside the stage, it is opened over it. */
    async function checkDrawer(state: string): Promise<void> {
      const opener = main().locator('.opener').getByRole('button');
      if (!(await opener.isVisible())) return;
      await opener.click();
      const drawer = main().getByRole('complementary');
      await expect(drawer).toBeInViewport({ ratio: 0.9 });
      expect.soft(await outOfReach(drawer), `${state}, the drawer`).toEqual([]);
      await mebae.window.keyboard.press('Escape');
      await expect(drawer).toBeHidden();
    }

    async function checkAll(): Promise<void> {
      const job = new MainJob(mebae.window, locale);
      const { shell, results } = mebae.pages;
      for (const room of rooms) {
        await shell.go(room);
        for (const view of views[room] ?? []) {
          if (room === 'results')
            await main().getByText(t.results.perClass).first().waitFor({ state: 'attached' });
          await job.view(view);
          if (view === 'pictures') await results.fourAreThere();
          await check(`${room}, ${view}`);
        }
        if (!views[room]) await check(room);
        await checkDrawer(room);
      }
    }

    test('before the first training, at 200 per cent', async () => {
      await resize(enlarged);
      for (const room of rooms) {
        await mebae.pages.shell.go(room);
        await check(room);
        await checkDrawer(room);
      }
    });

    test('in every view at 1280 x 720', async () => {
      await resize(small);
      const { shell, train } = mebae.pages;
      await shell.go('train');
      for (const seed of [1, 2]) {
        await train.set({ epochs: 2, trainingLimit: 2000, seed });
        await train.start();
        await train.newestIs('finished');
      }
      await checkAll();
    });

    test('in every view at 200 per cent', async () => {
      await resize(enlarged);
      await checkAll();
    });

    test('in every view presented at 1024 x 700 in a lesson', async () => {
      const { app, window } = mebae;
      await resize(presented);
      await window.getByRole('button', { name: t.lesson.open, exact: true }).click();
      await window.keyboard.press('F5');
      await expect(window.locator('html')).toHaveCSS('font-size', '22px');
      // Presenting fills the screen, whose size is not ours to choose.
      await app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]!.setFullScreen(false),
      );
      await resize(presented);
      await checkAll();
    });
  });
}
