import path from 'node:path';
import { enginePid } from './engine.ts';
import { writeBrokenFiles, writeManyFiles } from './broken-files.ts';
import { dropFiles, picture } from './files.ts';
import { expect, launch, test, textsOf } from './fixtures.ts';
import { watchFrames } from './frames.ts';
import { pagesOf } from './pages/index.ts';
import { SharedMebae } from './shared.ts';

const t = textsOf('en');

test.describe.serial('files that cannot be classified', () => {
  const mebae = new SharedMebae();

  test('each has its message beside its name, and the others are classified', async () => {
    const { shell, train, tryOut } = mebae.pages;
    await shell.go('train');
    await train.set({ epochs: 1 });
    await train.start();
    await train.newestIs('finished');

    const files = await writeBrokenFiles(mebae.folder);
    await dropFiles(mebae.window, [...Object.values(files), picture('seven.png')]);
    const messages = {
      'unreadable.png': t.errors['unreadable-image'](),
      'truncated.jpg': t.errors['unreadable-image'](),
      'letter.png': t.errors['not-an-image'](),
      'enormous.png': t.errors['too-many-pixels']({ width: 20_000, height: 20_000 }),
      'empty.png': t.errors['empty-file'](),
      'folder.png': t.errors['is-a-directory'](),
      'too-long.png': t.errors['too-many-bytes']({ limit: '64 MB' }),
      'notes.txt': t.errors['not-an-image'](),
      'program.exe': t.errors['not-an-image'](),
    };
    for (const [name, message] of Object.entries(messages)) {
      await tryOut.reveal(name);
      await expect(tryOut.said(name)).toHaveText(message, { timeout: 20_000 });
    }
    // A name that lies about the format is no reason to refuse a picture.
    await tryOut.reveal('really-png.jpg');
    await expect(tryOut.said('really-png.jpg')).toHaveText(/^\s*7\D/);
    await tryOut.reveal('seven.png');
    await expect(tryOut.said('seven.png')).toHaveText(/^\s*7\D/);
    await expect(shell.strip).not.toHaveAttribute('data-state', 'engine');
  });

  test('10,000 at once leave the window responsive, and each is answered', async () => {
    const { shell, tryOut } = mebae.pages;
    await tryOut.clear();
    const files = await writeManyFiles(path.join(mebae.folder, 'many'), 9999);
    const began = Date.now();
    const whileDropped = watchFrames(mebae.window, 3000);
    await dropFiles(mebae.window, [...files, picture('seven.png')]);
    await expect(tryOut.room).toContainText('10,000', { timeout: 20_000 });
    const listed = Date.now() - began;
    const { longest } = await whileDropped;
    const frames = await watchFrames(mebae.window, 1000);
    await shell.go('network');
    await expect(mebae.pages.network.total).toHaveText('101,770');
    await shell.go('try');
    await expect(tryOut.room).toContainText(t.tryOut.progress('10,000', '10,000'), {
      timeout: 80_000,
    });
    const answered = Date.now() - began;
    const { median, percentile95 } = frames;
    const description = `listed in ${listed} ms (longest frame ${longest.toFixed(0)} ms), answered in ${answered} ms; frames meanwhile: median ${median.toFixed(1)} ms, 95th percentile ${percentile95.toFixed(1)} ms`;
    test.info().annotations.push({ type: '10,000 files', description });
    console.log(description);
    expect(median).toBeLessThan(50);

    await expect(tryOut.said('00000.png')).toHaveText(t.errors['not-an-image']());
    await tryOut.list.evaluate((list) => list.scrollTo(0, list.scrollHeight));
    await expect(tryOut.said('seven.png')).toHaveText(/^\s*7\D/);
  });
});

test.describe.serial('trainings that fail', () => {
  const mebae = new SharedMebae();

  test('the engine killed: said at once, started again, gone on with to the last epoch', async () => {
    const { app, window, pages } = mebae;
    const { shell, train } = pages;
    const epochs = 12;
    await shell.go('train');
    await train.set({ epochs });
    await train.start();
    await train.atLeastEpochs(2);
    const before = await train.epochs();
    expect(before.length).toBeLessThan(epochs);

    // The clock of the window is that of this process.
    const told = window.waitForFunction(
      ([label, text]) => {
        const strip = document.querySelector(`footer[aria-label="${label}"]`);
        return strip?.textContent.includes(text!) && Date.now();
      },
      [t.shell.strip.label, t.shell.strip.restarting],
      { polling: 10 },
    );
    const killed = Date.now();
    process.kill((await enginePid(app))!, 'SIGKILL');
    const delay = Number(await (await told).jsonValue()) - killed;
    const description = `said after ${delay} ms`;
    test.info().annotations.push({ type: 'engine killed', description });
    console.log(description);
    expect(delay).toBeLessThan(1000);

    await expect(shell.strip).toHaveAttribute('data-state', 'died', { timeout: 30_000 });
    const kept = await train.epochs();
    expect(kept.slice(0, before.length)).toEqual(before);
    await expect(shell.strip).toContainText(
      t.shell.sentences(t.shell.strip.restarted, t.shell.strip.kept(kept.length)),
    );

    await shell.strip.getByRole('button', { name: t.shell.strip.goOn }).click();
    await train.newestIs('finished');
    const after = await train.epochs();
    expect(after.map(({ epoch }) => epoch)).toEqual(
      Array.from({ length: epochs }, (_, index) => index + 1),
    );
    expect(after.slice(0, kept.length)).toEqual(kept);
  });

  test('one that diverges says so, and the last good weights answer', async () => {
    const { shell, network, train, results } = mebae.pages;
    await shell.go('network');
    await network.activation(0).selectOption('linear');
    await network.add('dense');
    await network.activation(1).selectOption('linear');
    await shell.go('train');
    await train.chooseOptimizer('sgd');
    // One step an epoch: the first is finite.
    await train.set({ epochs: 50, trainingLimit: 32, batchSize: 32, learningRate: 10 });
    await train.start();
    await train.newestIs('failed');
    await expect(shell.strip).toContainText(t.errors.diverged());
    const kept = await train.epochs();
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.every(({ loss, valLoss }) => Number.isFinite(loss + valLoss))).toBe(true);

    await shell.go('results');
    await results.fourAreThere();
  });
});

test('the portable engine trains, and the strip says why it is in use', async ({ userData }) => {
  const mebae = await launch({ userData, args: ['--engine', 'portable'] });
  const { shell, train, results } = pagesOf(mebae.window, 'en');
  await shell.ready();
  const { portable, why, portableMeans } = t.shell.engine;
  await expect(shell.strip).toContainText(t.shell.sentences(portable, why.forced, portableMeans));
  await shell.go('train');
  await train.set({ epochs: 2, trainingLimit: 4000 });
  await train.start();
  await train.newestIs('finished');
  const epochs = await train.epochs();
  expect(epochs).toHaveLength(2);
  expect(epochs[1]!.valAccuracy).toBeGreaterThan(85);
  await shell.go('results');
  await results.fourAreThere();
  await mebae.close();
  expect(mebae.complaints).toEqual([]);
});
