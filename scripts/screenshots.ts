import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import sharp from 'sharp';
import { locales, type Locale, type Room } from '../preload/contract.ts';
import { launch, type Mebae } from '../tests/e2e/fixtures.ts';
import { MainJob, type View } from './guided-tour/main-job.ts';
import { checkout } from './setup/paths.ts';

/**
 * `npm run screenshots`: the lecture's eight steps as the documentation shows them, in both languages,
 * light and dark, at two sizes, from the real window after a real training of both datasets.
 */
const sizes = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
] as const;
const themes = ['light', 'dark'] as const;

/** The lecture's steps, each with the room and the view that teach it. */
const steps: { name: string; room: Room; view: View }[] = [
  { name: '1-images-and-pixels', room: 'images', view: 'photograph' },
  { name: '2-image-data', room: 'images', view: 'digit' },
  { name: '3-networks', room: 'network', view: 'inside' },
  { name: '4-classification-system', room: 'results', view: 'pictures' },
  { name: '5-creating-the-network', room: 'network', view: 'build' },
  { name: '6-training', room: 'train', view: 'curves' },
  { name: '7-results', room: 'results', view: 'matrix' },
  { name: '8-the-other-dataset', room: 'results', view: 'compare' },
];

async function trainBoth(mebae: Mebae): Promise<void> {
  const job = new MainJob(mebae.window, 'en');
  for (const [dataset, epochs] of [
    ['fashion-mnist', 5],
    ['mnist', 20],
  ] as const) {
    await job.chooseDataset(dataset);
    await job.train(epochs);
    await job.untilTrained(epochs, 300_000);
  }
}

async function photograph(mebae: Mebae, folder: string, locale: Locale): Promise<void> {
  const { window } = mebae;
  const job = await new MainJob(window, locale === 'ja' ? 'en' : 'ja').speak(locale);
  for (const { width, height } of sizes) {
    await mebae.app.evaluate(
      ({ BrowserWindow }, size) =>
        BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
      { width, height },
    );
    for (const theme of themes) {
      await window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await window.locator(`html[data-theme=${theme}]`).waitFor();
      for (const { name, room, view } of steps) {
        await job.enter(room);
        if (room === 'results') await job.untilValidated();
        await job.view(view);
        // The other run answers all validation pictures, too.
        if (view === 'compare') await window.locator('main .verdict').waitFor();
        await window.mouse.move(0, 0);
        // Pictures and curves are drawn a frame or two after their data came.
        await window.waitForTimeout(500);
        const file = `${name}-${locale}-${theme}-${width}x${height}.png`;
        const picture = await window.screenshot({ animations: 'disabled' });
        // 256 colours are enough for a page of the documentation, and a third of the bytes.
        await sharp(picture).png({ palette: true, effort: 10 }).toFile(path.join(folder, file));
        console.log(file);
      }
    }
  }
}

const folder = path.join(checkout, 'docs', 'screenshots');
const userData = await mkdtemp(path.join(tmpdir(), 'mebae-screenshots-'));
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
let mebae: Mebae | null = null;
try {
  mebae = await launch({ userData, locale: 'en' });
  await trainBoth(mebae);
  // English is on: the Japanese pictures come first, so that each language is switched to.
  for (const locale of locales) await photograph(mebae, folder, locale);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await mebae?.close();
  await rm(userData, { recursive: true, force: true });
}
