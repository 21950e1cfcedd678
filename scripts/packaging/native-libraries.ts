import { readdir, realpath } from 'node:fs/promises';
import path from 'node:path';

/** A library of TensorFlow's: the name that the loader looks for, and the real file that has it. */
export interface NativeLibrary {
  name: string;
  file: string;
}

/**
 * The libraries of deps/lib, each once. The makers' archives hold chains of links
 * (libtensorflow.so -> .so.2 -> .so.2.9.1): packed as they are, some tools follow the links and triple
 * 450 MB, others leave links that lead nowhere once unpacked. One real file for each, under the name
 * that the binding was linked to (the SONAME: one number after .so, or before .dylib).
 */
export async function nativeLibraries(folder: string): Promise<NativeLibrary[]> {
  const names = await readdir(folder).catch(() => []);
  const byFile = new Map<string, string>();
  for (const name of names.sort()) {
    if (!/\.(so|dylib|dll)(\.|$)/.test(name)) continue;
    const file = await realpath(path.join(folder, name));
    const known = byFile.get(file);
    if (known === undefined || rank(name) < rank(known)) byFile.set(file, name);
  }
  return [...byFile].map(([file, name]) => ({ name, file }));
}

/** Lower is better: a SONAME, then a name without a number, then whatever else. */
function rank(name: string): number {
  if (/\.so\.\d+$|^[^.]+\.\d+\.dylib$/.test(name)) return 0;
  return /\.(so|dylib|dll)$/.test(name) ? 1 : 2;
}
