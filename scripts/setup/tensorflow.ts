import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Context } from './context.ts';
import { provideDownload } from './download.ts';
import { finishFolder, isFinished, workFolder } from './finished-folder.ts';
import { cache, stateFolder } from './paths.ts';
import { libraryArchives, type LibraryArchive } from './tensorflow-archives.ts';
import { hasProgram } from './system-libraries.ts';
import {
  bindingPackage,
  bindingPath,
  buildBinding,
  compiler,
  libraryPath,
} from './tensorflow-binding.ts';

/** Counted up when the way of building changes: finished folders of before are then made anew. */
const recipe = 1;

/** What a set-up found out: the TensorFlow in node_modules, or why there is none. */
export type TensorflowState = { key: string } & (
  { version: string } | { reason: string; at: number }
);

const stateFile = path.join(stateFolder, 'tensorflow.json');
/** What failed is tried again the next day, so that a start needs no network in between. */
const triedAgainAfter = 24 * 60 * 60 * 1000;

/**
 * Native TensorFlow for @tensorflow/tfjs-node: built once into the user's cache, linked into this
 * checkout's node_modules. Never fails: without it the application runs on its portable engine, and
 * the reason is kept in node_modules/.mebae/tensorflow.json.
 */
export async function provideTensorflow(context: Context): Promise<void> {
  const archives = libraryArchives(process.platform, process.arch);
  const key = keyOf(archives);
  const known = await knownState(context);
  if (known && 'reason' in known) sayPortable(context, known.reason);
  if (known) return;
  try {
    const { folder, version } = await provideBuilt(archives, context);
    await linkInto(bindingPackage, folder);
    await writeState({ key, version });
  } catch (error) {
    context.signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    await writeState({ key, reason, at: Date.now() });
    sayPortable(context, reason);
  }
}

/** Whether there is nothing to do: it is there, or was found impossible lately. */
export const nativeTensorflowIsKnown = async (context: Context) =>
  (await knownState(context)) !== null;

async function knownState({ again }: Context): Promise<TensorflowState | null> {
  const known = await readState();
  if (again || known?.key !== keyOf(libraryArchives(process.platform, process.arch))) return null;
  if ('reason' in known) return Date.now() - known.at < triedAgainAfter ? known : null;
  return existsSync(path.join(bindingPackage, bindingPath)) ? known : null;
}

function sayPortable({ report }: Context, reason: string): void {
  report.say(
    `native TensorFlow is not to be had on this computer (${reason}). ` +
      'Mebae runs on its portable engine: everything works but convolutions, a little slower. ' +
      'To try again now: npm start -- --setup-again',
  );
}

async function provideBuilt(
  archives: LibraryArchive[],
  context: Context,
): Promise<{ folder: string; version: string }> {
  const places = archives.map((archive) => ({ archive, folder: finishedFolder(archive) }));
  const built = places.find(({ folder }) => isFinished(folder));
  if (built) return { folder: built.folder, version: built.archive.version };
  if (places.length === 0) {
    throw new Error(`there is no TensorFlow library for ${process.platform} on ${process.arch}`);
  }
  if (lacksAvx()) throw new Error('the processor has no AVX, which TensorFlow needs');
  if (!hasProgram(compiler)) throw new Error(`there is no C++ compiler (${compiler})`);

  const failures: string[] = [];
  for (const { archive, folder } of places) {
    try {
      const packed = await provideDownload(archive, cache, context.report, context.signal);
      await finishFolder(folder, async (work) => {
        await buildBinding(archive, packed, work, context);
        return { version: archive.version, archive: archive.name };
      });
      return { folder, version: archive.version };
    } catch (error) {
      context.signal.throwIfAborted();
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(failures.join('; '));
}

const tfjsNodeVersion = () =>
  (
    JSON.parse(readFileSync(path.join(bindingPackage, 'package.json'), 'utf8')) as {
      version: string;
    }
  ).version;

function keyOf(archives: LibraryArchive[]): string {
  const hash = createHash('sha256').update(`${recipe} ${tfjsNodeVersion()}`);
  for (const { sha256 } of archives) hash.update(sha256);
  return hash.digest('hex').slice(0, 16);
}

const finishedFolder = (archive: LibraryArchive) =>
  path.join(cache, `tensorflow-${archive.version}-${process.arch}-${keyOf([archive])}`);

/** Linux says which instructions the processor has; elsewhere the trial in a child process tells. */
function lacksAvx(): boolean {
  if (process.platform !== 'linux' || process.arch !== 'x64') return false;
  return !/^flags\s*:.*\bavx\b/m.test(readFileSync('/proc/cpuinfo', 'utf8'));
}

/** Hard links where cache and checkout share a disk: 450 MB once, not once a checkout. */
export async function linkInto(target: string, finished: string): Promise<void> {
  for (const folder of [libraryPath, path.dirname(bindingPath)]) {
    const destination = path.join(target, folder);
    await mkdir(path.dirname(destination), { recursive: true });
    const work = await workFolder(destination);
    try {
      for (const name of await readdir(path.join(finished, folder))) {
        const from = path.join(finished, folder, name);
        await link(from, path.join(work, name)).catch(() => copyFile(from, path.join(work, name)));
      }
      await rm(destination, { recursive: true, force: true });
      await rename(work, destination);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
}

async function readState(): Promise<TensorflowState | null> {
  const text = await readFile(stateFile, 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as TensorflowState);
}

async function writeState(state: TensorflowState): Promise<void> {
  await mkdir(stateFolder, { recursive: true });
  await writeFile(stateFile, JSON.stringify(state, null, 2));
}
