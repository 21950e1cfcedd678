import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { DatasetId, Locale, Replies, Room } from '../preload/contract.ts';
import { askEngine } from '../tests/e2e/engine.ts';
import { launch, type Mebae } from '../tests/e2e/fixtures.ts';
import { Diary, type Theme } from './guided-tour/diary.ts';
import { MainJob } from './guided-tour/main-job.ts';
import { writeSamplePictures } from './guided-tour/sample-pictures.ts';
import { checkout } from './setup/paths.ts';

/**
 * `npm start -- --tour`: drives the real window through the main job, once in each language, and leaves
 * a folder of screenshots and a summary. Everything is learned anew, in a user-data folder of its own.
 */
const chapters: { locale: Locale; dataset: DatasetId; epochs: number }[] = [
  { locale: 'ja', dataset: 'mnist', epochs: 5 },
  { locale: 'en', dataset: 'fashion-mnist', epochs: 5 },
];
const droppedPictures = 6;
/** The portable engine takes about eight seconds an epoch. */
const trainingLimit = 90_000;

async function main(): Promise<void> {
  const diary = await Diary.begin(path.join(checkout, 'tour'));
  const folder = await mkdtemp(path.join(tmpdir(), 'mebae-tour-'));
  let mebae: Mebae | null = null;
  try {
    await diary.step('Open the window', async () => {
      mebae = await launch({ userData: path.join(folder, 'user-data'), locale: 'ja' });
      await show(mebae, 'light');
      await new MainJob(mebae.window, 'ja').enter('images');
    });
    const facts = await travel(mebae!, diary, folder).catch(async (error: unknown) => {
      await mebae!.window.screenshot({ path: path.join(diary.folder, 'failure.png') });
      throw error;
    });
    await diary.write(facts);
    console.log(`\n${diary.seconds.toFixed(0)} s; see ${path.join(diary.folder, 'summary.md')}`);
  } finally {
    // TypeScript doesn't see the assignment within the step.
    await (mebae as Mebae | null)?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns what there is to tell of the engine and the results */
async function travel(mebae: Mebae, diary: Diary, folder: string) {
  const { window } = mebae;
  let job = new MainJob(window, 'ja');
  await diary.photograph(window, 'images', 'ja', 'light');
  const classified: Record<string, string> = {};
  for (const { locale, dataset, epochs } of chapters) {
    const photograph = (name: string) => diary.photograph(window, name, locale, 'light');
    await diary.step(`[${locale}] Look at ${dataset}`, async () => {
      job = await job.speak(locale);
      await job.chooseDataset(dataset);
      await window.waitForTimeout(300);
      await photograph('data');
      await job.enter('network');
      await photograph('network');
    });
    await diary.step(`[${locale}] Train the lecture's network, ${epochs} epochs`, async () => {
      await job.train(epochs);
      await job.untilEpoch(1, trainingLimit);
      await photograph('training');
      await job.untilTrained(epochs, trainingLimit);
      await photograph('trained');
    });
    await diary.step(`[${locale}] See the results`, async () => {
      await job.enter('results');
      await job.untilValidated();
      await photograph('results');
      await job.view('matrix');
      await photograph('confusion-matrix');
    });
    await diary.step(`[${locale}] Classify dropped pictures`, async () => {
      const pictures = await writeSamplePictures(dataset, droppedPictures, folder);
      await job.clearList();
      await job.drop(pictures.map(({ file }) => file));
      const { labels } = await cardOf(mebae, dataset);
      let right = 0;
      for (const { file, label } of pictures) {
        const answer = await job.answerTo(path.basename(file));
        if (answer.label === labels[locale][label]) right += 1;
      }
      await photograph('classified');
      return (classified[dataset] = `${right} of ${pictures.length} right`);
    });
  }
  await diary.step('Photograph the main rooms in both languages, dark', async () => {
    await show(mebae, 'dark');
    for (const locale of ['ja', 'en'] as const) {
      job = await job.speak(locale);
      for (const room of ['data', 'network', 'train', 'results', 'try'] satisfies Room[]) {
        await job.enter(room);
        if (room === 'results') await job.untilValidated();
        await window.waitForTimeout(250);
        await diary.photograph(window, room, locale, 'dark');
      }
    }
  });
  if (mebae.complaints.length > 0) {
    throw new Error(`the window complained: ${mebae.complaints.join('; ')}`);
  }
  if (mebae.requests.length > 0) {
    throw new Error(`the window asked the network for ${mebae.requests.join(', ')}`);
  }
  return { ...(await findings(mebae)), classified };
}

async function hello({ window }: Mebae): Promise<Replies['hello']> {
  // tsx marks named functions with a helper of its own, which the page doesn't have.
  await window.evaluate('globalThis.__name ??= (value) => value');
  const answer = await askEngine(window, 'hello', {});
  if (!('ok' in answer) || !answer.ok) throw new Error('the engine does not answer');
  return answer.value as Replies['hello'];
}

async function cardOf(mebae: Mebae, dataset: DatasetId) {
  const { datasets } = await hello(mebae);
  return datasets.find(({ id }) => id === dataset)!;
}

async function findings(mebae: Mebae) {
  const { info, runs } = await hello(mebae);
  return {
    engine: `${info.engine}, TensorFlow ${info.version}, ${info.threads} threads`,
    whyNotNative: info.whyNotNative,
    electron: await mebae.app.evaluate(() => process.versions['electron']),
    runs: runs.map(({ train, history }) => ({
      dataset: train.dataset,
      epochs: history.length,
      validationAccuracy: history.at(-1)?.valAccuracy,
      secondsPerEpoch: history.map(({ seconds, validationSeconds }) => seconds + validationSeconds),
    })),
  };
}

async function show({ window }: Mebae, theme: Theme): Promise<void> {
  await window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await window.locator(`html[data-theme=${theme}]`).waitFor();
}

try {
  await main();
} catch (error) {
  console.error(`mebae: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
