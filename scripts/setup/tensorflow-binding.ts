import { chmod, copyFile, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { runChild } from './child.ts';
import type { Context } from './context.ts';
import { checkout } from './paths.ts';
import type { LibraryArchive } from './tensorflow-archives.ts';
import { unzip } from './unzip.ts';

export const bindingPackage = path.join(checkout, 'node_modules', '@tensorflow', 'tfjs-node');
export const bindingPath = path.join('lib', 'napi-v8', 'tfjs_binding.node');
export const libraryPath = path.join('deps', 'lib');

export const compiler = process.platform === 'darwin' ? 'c++' : 'g++';

/** Compiling takes about five seconds; a hung compiler must not hang the set-up. */
const compileWithin = 300_000;

/**
 * Lays out in `folder` what tfjs-node loads: `deps/lib` with the libraries and `lib/napi-v8` with its
 * binding, compiled against Node-API's headers, so that every Node and Electron can load it.
 */
export async function buildBinding(
  archive: LibraryArchive,
  packed: string,
  folder: string,
  { report, signal }: Context,
): Promise<void> {
  report.say(`unpacking TensorFlow ${archive.version}`);
  const unpacked = path.join(folder, 'unpacked');
  await mkdir(unpacked);
  if (archive.packing === 'wheel') await unzip(packed, unpacked, wanted(archive));
  else await runChild('tar', ['-xzf', packed, '-C', unpacked], { signal });

  const libraries = path.join(folder, libraryPath);
  await mkdir(libraries, { recursive: true });
  for (const name of archive.libraries) {
    const library = path.join(libraries, name);
    // Copied, not moved: in the archives this name is a link to the file with the full version.
    await copyFile(path.join(unpacked, archive.libraryFolder, name), library);
    await chmod(library, 0o755);
    await strip(library, signal);
  }

  report.say("compiling TensorFlow's binding for Node.js");
  const binding = path.join(folder, bindingPath);
  await mkdir(path.dirname(binding), { recursive: true });
  const headers = path.join(unpacked, archive.includeFolder);
  await runChild(...compile(archive.libraries, libraries, headers, binding), {
    signal,
    limit: compileWithin,
  });
  await rm(unpacked, { recursive: true });
  await tryLoading(binding, signal);
}

/** Of the wheel's 20,000 files: the libraries and the C API's headers. */
export function wanted({ libraries, libraryFolder, includeFolder }: LibraryArchive) {
  const headers = ['tensorflow/c/', 'tensorflow/core/platform/ctstring', 'tsl/'];
  return (name: string): string | null => {
    const isLibrary = libraries.some((library) => name === `${libraryFolder}/${library}`);
    const isHeader = headers.some((header) => name.startsWith(`${includeFolder}/${header}`));
    return isLibrary || isHeader ? name : null;
  };
}

/** What node-gyp would run for tfjs-node's binding.gyp, without needing Python and make for it. */
export function compile(
  libraries: string[],
  libraryFolder: string,
  headers: string,
  output: string,
  platform: NodeJS.Platform = process.platform,
): [command: string, args: string[]] {
  const includes = [headers, path.join(checkout, 'node_modules', 'node-api-headers', 'include')];
  const sources = ['tfjs_backend.cc', 'tfjs_binding.cc'];
  const common = [
    ...[
      '-std=c++17',
      '-O2',
      '-fPIC',
      '-w',
      '-DNAPI_VERSION=8',
      '-DNODE_GYP_MODULE_NAME=tfjs_binding',
    ],
    ...includes.flatMap((folder) => ['-I', folder]),
    ...sources.map((source) => path.join(bindingPackage, 'binding', source)),
  ];
  const destination = ['-o', output];
  if (platform === 'darwin') {
    const linked = libraries.map((library) => path.join(libraryFolder, library));
    const link = ['-bundle', '-undefined', 'dynamic_lookup', ...linked];
    return [
      compiler,
      [...common, ...link, '-Wl,-rpath,@loader_path/../../deps/lib', ...destination],
    ];
  }
  const linked = libraries.map((library) => `-l:${library}`);
  const link = ['-shared', '-L', libraryFolder, ...linked, '-Wl,-rpath,$ORIGIN/../../deps/lib'];
  return [compiler, [...common, ...link, ...destination]];
}

/** 150 MB of symbols that nobody looks up. Left as it is without strip, and on macOS (signatures). */
async function strip(library: string, signal: AbortSignal): Promise<void> {
  if (process.platform !== 'linux') return;
  await runChild('strip', ['--strip-unneeded', library], { signal }).catch(() => undefined);
}

/** In a process of its own: a processor that lacks AVX ends it with an illegal instruction. */
async function tryLoading(binding: string, signal: AbortSignal): Promise<void> {
  const program = `process.stdout.write(require(${JSON.stringify(binding)}).TF_Version)`;
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' };
  await runChild(process.execPath, ['-e', program], { env, signal, limit: 60_000 });
}
