import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { MainJob } from '../../scripts/guided-tour/main-job.ts';
import { unpackedProgram } from '../../scripts/packaging/electron-builder.ts';
import { makePackages } from '../../scripts/packaging/make-packages.ts';
import { bindingPackage, bindingPath } from '../../scripts/setup/tensorflow-binding.ts';
import { createReport } from '../../scripts/setup/report.ts';
import { checkout } from './fixtures.ts';
import { openWindow, runCommand } from './packaged-program.ts';
import { pagesOf } from './pages/index.ts';

/**
 * The packaged program, from outside: as it is installed, fuses and archive included. `npm run dist --
 * --smoke` names the folder of packages to test; otherwise the program is packaged here.
 */
const given = process.env['MEBAE_PACKAGES'];
const packages = given ?? path.join(checkout, 'dist', 'test');
const { executable, folder, resources } = unpackedProgram(packages);
const pictures = path.join(checkout, 'tests', 'fixtures', 'pictures');
const picture = (name: string) => path.join(pictures, name);
const native = existsSync(path.join(bindingPackage, bindingPath));
const unpackedModules = path.join(resources, 'app.asar.unpacked', 'node_modules');
let userData = '';

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(300_000);
  if (given === undefined) await makePackages(packages, ['dir'], createReport());
  userData = await mkdtemp(path.join(tmpdir(), 'mebae-package-'));
});

test.afterAll(async () => {
  await rm(userData, { recursive: true, force: true });
  if (given === undefined) await rm(packages, { recursive: true, force: true });
});

test('has the fuses that electron-builder.yml sets', async () => {
  const wanted = await configuredFuses();
  expect(Object.keys(wanted)).toHaveLength(8);
  const wire = await getCurrentFuseWire(process.platform === 'darwin' ? folder : executable);
  for (const [name, on] of Object.entries(wanted)) {
    // The wire holds characters: 1 on, 0 off, r removed from this Electron, 90 (hex) as built.
    const state = wire[FuseV1Options[name as keyof typeof FuseV1Options]];
    expect(String.fromCharCode(Number(state)), name).toBe(on ? '1' : '0');
  }
});

test('holds one archive, the licences and the datasets; no sources, no links', async () => {
  const inside = await readdir(resources);
  expect(inside).toContain('app.asar');
  // Electron would otherwise run a folder of this name, and ours would be a second application.
  expect(inside).not.toContain('app');
  expect(inside).not.toContain('default_app.asar');
  expect(existsSync(path.join(resources, 'assets/licences/licences.json'))).toBe(true);
  expect(existsSync(path.join(resources, 'assets/datasets/SHA256SUMS'))).toBe(true);
  const entries = await readdir(unpackedModules, { recursive: true, withFileTypes: true });
  expect(entries.filter((entry) => entry.isSymbolicLink())).toEqual([]);
  expect(entries.filter((entry) => /\.(h|cc|map|ts)$/.test(entry.name))).toEqual([]);
});

test('finds every library of native TensorFlow, its own beside the binding', async () => {
  test.skip(process.platform !== 'linux' || !native, 'ldd is for Linux, where there is a binding');
  const binding = path.join(unpackedModules, '@tensorflow/tfjs-node', bindingPath);
  const { stdout } = await promisify(execFile)('ldd', [binding]);
  expect(stdout).not.toContain('not found');
  const libraries = [...stdout.matchAll(/libtensorflow\S* => (\S+)/g)].map(([, file]) => file!);
  expect(libraries.length).toBeGreaterThanOrEqual(2);
  for (const file of libraries) expect(path.resolve(file).startsWith(unpackedModules)).toBe(true);
});

test('trains and classifies on the command line', async () => {
  const model = path.join(userData, 'model');
  const info = await runCommand(executable, userData, ['info']);
  expect(info.lines).toEqual([
    expect.objectContaining({ type: 'info', engine: native ? 'native' : 'portable' }),
  ]);
  const options = ['--dataset', 'mnist', '--limit', '5000', '--epochs', '1', '--out', model];
  const trained = await runCommand(executable, userData, ['train', ...options]);
  expect(trained).toMatchObject({ code: 0 });
  expect(trained.lines.map(({ type }) => type)).toEqual(['start', 'epoch', 'done']);
  expect(trained.lines.at(-1)!['valAccuracy']).toBeGreaterThan(0.8);

  // HEIC is decoded by a worker out of the archive, the others by sharp.
  const files = ['seven.png', 'seven.heic', 'seven.svg', 'seven.avif', 'seven.jpg'].map(picture);
  const answers = await runCommand(executable, userData, ['classify', '--model', model, ...files]);
  expect(answers.lines.filter(({ type }) => type === 'error')).toEqual([]);
  expect(answers.code).toBe(0);
  expect(answers.lines.map(({ file }) => file)).toEqual(files);
  for (const { classes } of answers.lines) expect(classes).toMatchObject([{ label: '7' }, {}, {}]);
});

test('trains on the portable engine too', async () => {
  const options = ['--dataset', 'fashion-mnist', '--limit', '2000', '--epochs', '1'];
  const out = ['--out', path.join(userData, 'portable'), '--engine', 'portable'];
  const { code, lines } = await runCommand(executable, userData, ['train', ...options, ...out]);
  expect(code).toBe(0);
  expect(lines[0]).toMatchObject({ type: 'start', engine: 'portable' });
  expect(lines.at(-1)!['valAccuracy']).toBeGreaterThan(0.5);
});

test('opens its window, trains the lecture’s network, classifies a drop', async () => {
  const program = await openWindow(executable, userData);
  const { window, complaints } = program;
  try {
    const job = new MainJob(window, 'en');
    const t = job.texts.shell;
    await expect(window).toHaveURL('app://mebae/index.html');
    const engine = window.getByText(native ? /^TensorFlow \d/ : t.engine.portable);
    await expect(engine).toBeVisible({ timeout: 30_000 });
    // One epoch may be over before the wait for its pause button has looked again.
    await job.train(5);
    await job.untilTrained(5, 60_000);
    await job.drop([picture('seven.png')]);
    expect(await job.answerTo('seven.png')).toMatchObject({ label: '7' });
    expect(complaints).toEqual([]);
  } finally {
    expect(await program.close()).toBe(0);
  }
});

test('leads through a lesson file, the documentation’s example, to a report', async () => {
  test.setTimeout(240_000);
  const file = path.join(userData, 'example.mebae-lesson');
  const example = await documentedLesson();
  await writeFile(file, example.text);
  const program = await openWindow(executable, userData);
  const { window, complaints } = program;
  try {
    const { shell, lesson, train, network, results } = pagesOf(window, 'en');
    const { guess, reportDialog, refused, sheet } = lesson.t;
    const titled = (step: number) =>
      expect(lesson.panel.getByRole('heading')).toHaveText(example.titles[step]!);
    const done = () => expect(lesson.done).toBeVisible({ timeout: 90_000 });
    await shell.ready();
    await new MainJob(window, 'en').drop([file]);
    await titled(0);
    await expect(window.locator('html')).toHaveAttribute('data-presentation', 'true');

    await lesson.guessForm.getByRole('textbox').fill('80');
    await lesson.guessForm.getByRole('button', { name: guess.record }).click();
    const epochs = train.field('epochs');
    await expect(epochs).toHaveValue('3');
    await epochs.fill('9');
    await expect(shell.notices).toContainText(refused.hyperparameters);
    await epochs.blur();
    await expect(epochs).toHaveValue('3');
    await train.start();
    await done();
    await expect(lesson.guess).toContainText('80.0%');
    await expect(lesson.guess).not.toHaveText(guess.waits('80.0%'));

    await lesson.next.click();
    await titled(1);
    await shell.room('results').click();
    await expect(shell.notices).toContainText(refused.rooms);
    await network.units(0).fill('32');
    await shell.strip.getByRole('button', { name: shell.t.strip.start }).click();
    await done();
    await shell.go('train');
    await train.newestIs('finished', 90_000);

    await lesson.next.click();
    await titled(2);
    for (const name of ['4', '9']) {
      await lesson.guessForm.getByRole('button', { name, exact: true }).click();
    }
    await lesson.guessForm.getByRole('button', { name: guess.record }).click();
    await results.view('matrix');
    await done();
    await expect(lesson.guess).toContainText(guess.pair('4', '9'));

    await lesson.panel.getByRole('button', { name: lesson.t.report }).click();
    const download = window.waitForEvent('download');
    await window.getByRole('button', { name: reportDialog.html }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toMatch(/^Mebae report .*\.html$/);
    const page = await readFile(await saved.path(), 'utf8');
    expect(page).toContain(sheet.lessonAndSteps(example.title, '3', '3'));
    expect(page).toContain(guess.pair('4', '9'));
    expect(page).toContain('80.0%');
    expect(page.match(/<img /g)).toHaveLength(4);
    await lesson.panel.getByRole('button', { name: lesson.t.leave }).click();
    await expect(window.locator('html')).toHaveAttribute('data-presentation', 'false');
    expect(complaints).toEqual([]);
  } finally {
    expect(await program.close()).toBe(0);
  }
});

/** The lesson that docs/lesson-files.md shows, and its titles in English. */
async function documentedLesson(): Promise<{ text: string; title: string; titles: string[] }> {
  const documentation = await readFile(path.join(checkout, 'docs', 'lesson-files.md'), 'utf8');
  const text = /```json\n([\s\S]*?)```/.exec(documentation)![1]!;
  const { title, steps } = JSON.parse(text) as Record<'title', { en: string }> & {
    steps: { title: { en: string } }[];
  };
  return { text, title: title.en, titles: steps.map((step) => step.title.en) };
}

/** The fuses of electron-builder.yml by their names in @electron/fuses. */
async function configuredFuses(): Promise<Record<string, boolean>> {
  const text = await readFile(path.join(checkout, 'electron-builder.yml'), 'utf8');
  const block = /^electronFuses:\n((?: {2}.*\n)+)/m.exec(text)![1]!;
  const settings = [...block.matchAll(/^ {2}([a-z]\w*): (true|false)$/gm)];
  return Object.fromEntries(
    settings
      .filter(([, name]) => name !== 'resetAdHocDarwinSignature')
      .map(([, name, value]) => [name![0]!.toUpperCase() + name!.slice(1), value === 'true']),
  );
}
