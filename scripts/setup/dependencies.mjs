// Plain JavaScript on a bare Node.js: at this point nothing is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What npm fetches for this project, measured with an empty npm cache. */
const downloadSize = '250 MB';

/** @param {string} checkout */
const lockfileHash = (checkout) =>
  createHash('sha256')
    .update(readFileSync(join(checkout, 'package-lock.json')))
    .digest('hex');

/** @param {string} checkout */
const stampFile = (checkout) => join(checkout, 'node_modules', '.mebae', 'dependencies.json');

/**
 * Whether node_modules is what the lockfile says. npm ci deletes node_modules first, and the stamp
 * with it: an interrupted installation is never taken for whole.
 * @param {string} checkout
 */
export function dependenciesInstalled(checkout) {
  const stamp = stampFile(checkout);
  if (!existsSync(stamp)) return false;
  return JSON.parse(readFileSync(stamp, 'utf8')).lockfile === lockfileHash(checkout);
}

/**
 * Installs the packages of the lockfile without running anybody's install script: what those would
 * download is fetched by the next steps, by pinned hashes.
 * @param {string} checkout
 * @throws {Error} with npm's own words above it
 */
export function installDependencies(checkout) {
  if (dependenciesInstalled(checkout)) return;
  console.error(`mebae: installing the packages of package-lock.json (about ${downloadSize})`);
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env['npm_execpath'];
  const options = {
    cwd: checkout,
    stdio: ['ignore', 2, 2],
    shell: !npm && process.platform === 'win32',
  };
  const result = npm
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, options);
  if (result.status !== 0) {
    throw new Error(
      result.error?.message ?? 'npm ci failed (see above); it can simply be run again.',
    );
  }
  const stamp = stampFile(checkout);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, JSON.stringify({ lockfile: lockfileHash(checkout) }));
}
