import { parseArgs } from 'node:util';

export interface DistOptions {
  /** electron-builder's names of package formats, such as `tar.gz` and `nsis`. */
  targets: string[];
  /** Test the packaged program. */
  smoke: boolean;
  package: boolean;
}

/** What each system makes of itself; only the first can be made without the network. */
const known: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['dir', 'tar.gz', 'AppImage', 'deb'],
  win32: ['dir', 'zip', 'nsis'],
  darwin: ['dir', 'zip', 'dmg'],
};

/** Without `--targets`: what electron-builder makes from what is on this disk. */
const usual: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['dir', 'tar.gz'],
  win32: ['dir', 'zip'],
  darwin: ['dir', 'zip'],
};

/**
 * `--targets tar.gz deb` (or with commas) and `--smoke`. Alone, `--smoke` tests what is packaged
 * already; with `--targets`, it packages and tests.
 * @throws Error naming the targets there are: each system packages for itself, because the native
 * parts in node_modules are its own
 */
export function parseDistOptions(
  args: string[],
  platform: NodeJS.Platform = process.platform,
): DistOptions {
  const { values, positionals } = parseArgs({
    args,
    options: { targets: { type: 'string', multiple: true }, smoke: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (positionals.length > 0 && !values.targets) {
    throw new Error(`Unknown: ${positionals.join(' ')}. Formats are named after --targets.`);
  }
  const named = [...(values.targets ?? []), ...positionals].flatMap((each) => each.split(','));
  const possible = known[platform] ?? ['dir'];
  for (const name of named) {
    if (!possible.includes(name)) {
      throw new Error(`--targets takes ${possible.join(', ')} on this system; not ${name}`);
    }
  }
  const smoke = values.smoke ?? false;
  return {
    targets: named.length > 0 ? named : (usual[platform] ?? ['dir']),
    smoke,
    package: named.length > 0 || !smoke,
  };
}
