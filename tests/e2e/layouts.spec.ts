import { locales, rooms } from '../../preload/contract.ts';
import { MainJob, type View } from '../../scripts/guided-tour/main-job.ts';
import { expect, test, textsOf } from './fixtures.ts';
import { cutNumbers, outOfReach, scrolling } from './layout.ts';
import { SharedMebae } from './shared.ts';

/** Where there is least room. A lesson takes a row of its own; presentation type is 22 pixels high. */
const small = { width: 1280, height: 720, zoom: 1 };
const enlarged = { width: 1280, height: 720, zoom: 2 };
const presented = { width: 1024, height: 700, zoom: 1 };
const ordinary = { width: 1440, height: 900, zoom: 1 };

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

    /** What was chosen is laid out with the next frame, and drawn with the one after; a side may still be moving. */
    async function settled(): Promise<void> {
      await mebae.window.evaluate(async () => {
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        const moving = document.getAnimations().filter((each) => each instanceof CSSTransition);
        await Promise.allSettled(moving.map(({ finished }) => finished));
      });
    }

    async function check(state: string): Promise<void> {
      await settled();
      expect.soft(await outOfReach(mebae.window.locator('.shell')), state).toEqual([]);
    }

    /** Where the side does not fit beside the stage, it is opened over it. */
    async function checkDrawer(state: string): Promise<void> {
      const opener = main().locator('.opener').getByRole('button');
      if (!(await opener.isVisible())) return;
      await opener.click();
      const drawer = main().getByRole('complementary');
      await expect(drawer).toBeInViewport({ ratio: 0.9 });
      await settled();
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
          if (room === 'results') await job.untilValidated();
          await job.view(view);
          if (view === 'pictures') await results.fourAreThere();
          await check(`${room}, ${view}`);
          await checkDrawer(`${room}, ${view}`);
        }
        if (!views[room]) {
          await check(room);
          await checkDrawer(room);
        }
      }
    }

    /** Enters a view whose pictures and numbers are all there. */
    async function open(room: (typeof rooms)[number], view: View): Promise<void> {
      const job = new MainJob(mebae.window, locale);
      await mebae.pages.shell.go(room);
      if (room === 'results') await job.untilValidated();
      await job.view(view);
    }

    /** Both matrices in sight beside one another, class beside class, every number in its cell. */
    async function checkMatrices(state: string): Promise<void> {
      await open('results', 'compare');
      const matrices = main().getByRole('table', { name: t.results.matrixTitle });
      await expect(matrices).toHaveCount(2);
      const firstRows = matrices.locator('tbody tr:first-child');
      // Their answers come one after the other, and what stands above them with the answers.
      await expect(async () => {
        const [left, right] = [
          await firstRows.nth(0).boundingBox(),
          await firstRows.nth(1).boundingBox(),
        ];
        expect(right!.x, state).toBeGreaterThan(left!.x + left!.width);
        expect(Math.abs(right!.y - left!.y), state).toBeLessThan(2);
      }).toPass({ timeout: 10_000 });
      for (const matrix of await matrices.all()) {
        await expect(matrix, state).toBeInViewport({ ratio: 0.99 });
        expect(await cutNumbers(matrix), state).toEqual([]);
        const type = await matrix.evaluate((table) => parseFloat(getComputedStyle(table).fontSize));
        expect(type, state).toBeGreaterThanOrEqual(12);
      }
      await expect(main().locator('.verdict'), state).toBeInViewport({ ratio: 0.99 });
      for (const words of await main().locator('.pair .words').all()) {
        await expect(words, state).toBeInViewport({ ratio: 0.99 });
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
      // The names of clothes are the long ones.
      for (const dataset of ['mnist', 'fashion-mnist'] as const) {
        await train.chooseDataset(dataset);
        await train.set({ epochs: 2, trainingLimit: 2000 });
        await train.start();
        await train.newestIs('finished');
      }
      await checkAll();
    });

    test('without scrolling: ten numbers of four pictures, and two matrices, at 1280 x 720', async () => {
      await open('results', 'pictures');
      for (const which of ['right', 'wrong'] as const) {
        await mebae.pages.results.draw(which);
        await mebae.pages.results.fourAreThere();
        expect(await scrolling(main()), which).toEqual([]);
      }
      await checkMatrices('1280 x 720');
      expect(await scrolling(main())).toEqual([]);
    });

    test('without scrolling: the settings of a training, and a step of it, at 1440 x 900', async () => {
      await resize(ordinary);
      for (const view of ['curves', 'watch', 'data'] as const) {
        await open('train', view);
        // The runs are a list, which scrolls within the side.
        const side = main().getByRole('complementary');
        const [height, whole] = await side.evaluate((at) => [at.clientHeight, at.scrollHeight]);
        expect(whole! - height!, view).toBeLessThanOrEqual(1);
      }
      await open('train', 'step');
      expect(await scrolling(main()), 'before the first step').toEqual([]);
      const { step } = t.train;
      const button = (name: string) => main().getByRole('button', { name, exact: true });
      await button(step.first).click();
      for (let stage = 1; stage < 5; stage++) await button(step.next).click();
      await expect(button(step.another)).toBeVisible();
      // The drawer waits beside the room, and once the browser scrolled to it.
      await expect(main().getByRole('heading', { level: 1 })).toBeInViewport({ ratio: 0.99 });
      expect(await scrolling(main()), 'after a step').toEqual([]);
      // The names of clothes, in Japanese, are wider than the pictures' share of a small window.
      await resize(small);
      const pictures = (await main().getByRole('table', { name: step.table }).boundingBox())!;
      const layers = (await main().getByRole('combobox', { name: step.layer }).boundingBox())!;
      expect(layers.x).toBeGreaterThan(pictures.x + pictures.width);
    });

    test('in every view at 200 per cent', async () => {
      await resize(enlarged);
      await checkAll();
    });

    test('presented: two matrices at 1280 x 720, and a network being built at 1024 x 700', async () => {
      const { app, window } = mebae;
      await window.keyboard.press('F5');
      await expect(window.locator('html')).toHaveCSS('font-size', '22px');
      // Presenting fills the screen, whose size is not ours to choose.
      await app.evaluate(async ({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        if (window!.isFullScreen()) {
          await new Promise<void>((resolve) => {
            window!.once('leave-full-screen', () => resolve());
            window!.setFullScreen(false);
          });
        }
      });
      await resize(small);
      await checkMatrices('presented');
      await resize(presented);
      await open('network', 'build');
      expect(await scrolling(main())).toEqual([]);
    });

    test('in every view presented at 1024 x 700 in a lesson', async () => {
      await mebae.window.getByRole('button', { name: t.lesson.open, exact: true }).click();
      await checkAll();
    });
  });
}
