import { existsSync } from 'node:fs';
import { copyFile, cp, link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runChild } from '../setup/child.ts';
import { checkout } from '../setup/paths.ts';
import { bindingPackage, bindingPath, libraryPath } from '../setup/tensorflow-binding.ts';
import { nativeLibraries } from './native-libraries.ts';
import { packagesOf, type LockedPackage } from './packages.ts';
import { loadedPackages, shipsFile, shipsPackage } from './shipped.ts';

interface Manifest {
  dependencies: Record<string, string>;
  [field: string]: unknown;
}

/**
 * Lays out in `folder` what electron-builder packs: the bundles, a package.json with nothing but what
 * runs, and the packages' files that Node loads.
 * @returns whether native TensorFlow is in it
 */
export async function stageApplication(folder: string): Promise<{ native: boolean }> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const part of ['main', 'preload', 'renderer']) {
    const target = path.join(folder, 'out', part);
    await cp(path.join(checkout, 'out', part), target, {
      recursive: true,
      filter: (file) => path.basename(file) !== 'finished.json',
    });
  }
  const manifest = JSON.parse(await readText('package.json')) as Manifest;
  await writeFile(
    path.join(folder, 'package.json'),
    `${JSON.stringify(stagedManifest(manifest), null, 2)}\n`,
  );
  const { packages } = JSON.parse(await readText('package-lock.json')) as {
    packages: Record<string, LockedPackage>;
  };
  const isThere = (each: string) =>
    existsSync(path.join(checkout, each)) && shipsPackage(nameOf(each));
  for (const each of packagesOf(loadedPackages, packages, isThere)) await copyPackage(each, folder);
  return { native: await stageBinding(folder) };
}

const readText = (name: string) => readFile(path.join(checkout, name), 'utf8');

/** package.json without what only a checkout needs; electron-builder asks it for the dependencies. */
export function stagedManifest({ dependencies, ...manifest }: Manifest): Manifest {
  const kept = [
    'name',
    'productName',
    'version',
    'description',
    'license',
    'author',
    'type',
    'main',
  ];
  return {
    ...Object.fromEntries(kept.map((field) => [field, manifest[field]])),
    // Electron takes the window's application id from it, which docks match with the .desktop file.
    desktopName: 'mebae.desktop',
    dependencies: Object.fromEntries(
      Object.entries(dependencies).filter(([name]) => loadedPackages.includes(name)),
    ),
  };
}

const nameOf = (folder: string) =>
  folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Copies a package's own files; packages inside it (its node_modules) have turns of their own. */
async function copyPackage(folder: string, stage: string): Promise<void> {
  const source = path.join(checkout, folder);
  const name = nameOf(folder);
  for (const file of await ownFiles(source)) {
    if (!shipsFile(name, file)) continue;
    const target = path.join(stage, folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(path.join(source, file), target);
  }
}

async function ownFiles(folder: string, below = ''): Promise<string[]> {
  const entries = await readdir(path.join(folder, below), { withFileTypes: true });
  const files = await Promise.all(
    entries.map((entry) => {
      const file = path.posix.join(below, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : ownFiles(folder, file);
      return [file];
    }),
  );
  return files.flat();
}

/**
 * The binding and its libraries, at their places: the binding finds them by its rpath
 * ($ORIGIN/../../deps/lib). Without a binding (Windows so far) the program runs on its portable engine.
 */
async function stageBinding(stage: string): Promise<boolean> {
  const target = path.join(stage, 'node_modules', '@tensorflow', 'tfjs-node');
  const binding = path.join(bindingPackage, bindingPath);
  if (!existsSync(binding)) return false;
  await mkdir(path.join(target, path.dirname(bindingPath)), { recursive: true });
  await copyFile(binding, path.join(target, bindingPath));
  await mkdir(path.join(target, libraryPath), { recursive: true });
  for (const { name, file } of await nativeLibraries(path.join(bindingPackage, libraryPath))) {
    const copy = path.join(target, libraryPath, name);
    if (await isStripped(file)) {
      // A link instead of another 450 MB: electron-builder only reads it.
      await link(file, copy).catch(() => copyFile(file, copy));
    } else {
      await copyFile(file, copy);
      await runChild('strip', ['--strip-unneeded', copy]);
    }
  }
  return true;
}

/** Set-up strips what it builds; a library that came another way may have its symbols still. */
async function isStripped(library: string): Promise<boolean> {
  // Symbols are not stripped on macOS, where signatures cover them, and not in DLLs.
  if (process.platform !== 'linux') return true;
  const sections = await runChild('readelf', ['--section-headers', '--wide', library]).catch(
    () => null,
  );
  return sections === null || !/\s\.symtab\s/.test(sections);
}
