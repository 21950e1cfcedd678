/** An entry of package-lock.json's `packages`; its key is the folder, such as `node_modules/sharp`. */
export interface LockedPackage {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/**
 * The folders of all packages that `roots` load, themselves included, as Node would find them: a
 * package's own node_modules first, then those of the folders around it.
 * @param locked `packages` of the lockfile
 * @param isThere whether a folder is on this disk: optional packages of other systems are not
 * @returns folders relative to the checkout, sorted
 * @throws Error when a package that is no option can't be found
 */
export function packagesOf(
  roots: string[],
  locked: Record<string, LockedPackage>,
  isThere: (folder: string) => boolean,
): string[] {
  const found = new Set<string>();
  const visit = (name: string, from: string, optional: boolean) => {
    if (isLeftOut(name)) return;
    const folder = resolve(name, from, locked);
    if (folder === null || !isThere(folder)) {
      if (optional) return;
      throw new Error(`${name}, which ${from || 'Mebae'} needs, is not installed`);
    }
    if (found.has(folder)) return;
    found.add(folder);
    const { dependencies = {}, optionalDependencies = {} } = locked[folder]!;
    for (const each of Object.keys(optionalDependencies)) visit(each, folder, true);
    for (const each of Object.keys(dependencies)) {
      if (!(each in optionalDependencies)) visit(each, folder, false);
    }
  };
  for (const root of roots) visit(root, '', false);
  return [...found].sort();
}

/** Declared as dependencies, but loaded by no program that runs: types, and polyfills for old browsers. */
const isLeftOut = (name: string) =>
  name.startsWith('@types/') || ['@webgpu/types', 'core-js', 'regenerator-runtime'].includes(name);

function resolve(name: string, from: string, locked: Record<string, LockedPackage>): string | null {
  for (let folder = from; ; folder = parentPackage(folder)) {
    const candidate = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (candidate in locked) return candidate;
    if (folder === '') return null;
  }
}

/** `node_modules/a/node_modules/b` lies in `node_modules/a`, and that in the checkout (''). */
function parentPackage(folder: string): string {
  const end = folder.lastIndexOf('/node_modules/');
  return end === -1 ? '' : folder.slice(0, end);
}
