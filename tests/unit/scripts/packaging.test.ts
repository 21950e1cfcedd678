import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeChecksums } from '../../../scripts/packaging/checksums.ts';
import { unpackedProgram } from '../../../scripts/packaging/electron-builder.ts';
import { nativeLibraries } from '../../../scripts/packaging/native-libraries.ts';
import { parseDistOptions } from '../../../scripts/packaging/options.ts';
import { packagesOf } from '../../../scripts/packaging/packages.ts';
import { shipsFile, shipsPackage } from '../../../scripts/packaging/shipped.ts';
import { stagedManifest } from '../../../scripts/packaging/stage.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('packagesOf', () => {
  const locked = {
    'node_modules/a': { dependencies: { b: '1', '@types/b': '1' } },
    'node_modules/b': {
      dependencies: { c: '1', a: '1' },
      optionalDependencies: { elsewhere: '1' },
    },
    'node_modules/c': {},
    'node_modules/b/node_modules/c': { dependencies: { d: '1' } },
    'node_modules/d': {},
    'node_modules/elsewhere': {},
    'node_modules/unused': {},
  };
  const isThere = (folder: string) => folder !== 'node_modules/elsewhere';

  it('follows dependencies as Node finds them: the nearest copy, circles, no types', () => {
    expect(packagesOf(['a'], locked, isThere)).toEqual([
      'node_modules/a',
      'node_modules/b',
      'node_modules/b/node_modules/c',
      'node_modules/d',
    ]);
  });

  it('names what is needed and not there', () => {
    expect(() => packagesOf(['a'], locked, (each) => each !== 'node_modules/d')).toThrow(
      'd, which node_modules/b/node_modules/c needs, is not installed',
    );
  });
});

describe('what ships', () => {
  it('takes of tfjs what Node loads, and every licence', () => {
    const core = (file: string) => shipsFile('@tensorflow/tfjs-core', file);
    expect(core('dist/tf-core.node.js')).toBe(true);
    expect(core('package.json')).toBe(true);
    expect(core('LICENSE')).toBe(true);
    expect(core('dist/tf-core.es2017.js')).toBe(false);
    expect(core('dist/tf-core.node.js.map')).toBe(false);
    expect(shipsFile('@tensorflow/tfjs-backend-wasm', 'dist/tfjs-backend-wasm.wasm')).toBe(true);
  });

  it('takes neither headers, sources nor tests of the binding', () => {
    const binding = (file: string) => shipsFile('@tensorflow/tfjs-node', file);
    expect(binding('dist/nodejs_kernel_backend.js')).toBe(true);
    expect(binding('dist/nodejs_kernel_backend_test.js')).toBe(false);
    expect(binding('deps/include/tensorflow/c/c_api.h')).toBe(false);
    expect(binding('binding/tfjs_backend.cc')).toBe(false);
  });

  it('leaves sharp’s native build out on Linux only', () => {
    expect(shipsPackage('@img/sharp-linux-x64', 'linux')).toBe(false);
    expect(shipsPackage('@img/sharp-libvips-linux-x64', 'linux')).toBe(false);
    expect(shipsPackage('@img/sharp-wasm32', 'linux')).toBe(true);
    expect(shipsPackage('@img/sharp-win32-x64', 'win32')).toBe(true);
    expect(shipsPackage('@img/sharp-libvips-darwin-arm64', 'darwin')).toBe(true);
  });
});

it('keeps in package.json what runs: no scripts, no bundled or development packages', () => {
  const staged = stagedManifest({
    name: 'mebae',
    main: 'out/main/index.js',
    scripts: { start: 'x' },
    dependencies: { sharp: '1', uplot: '1' },
    devDependencies: { vite: '1' },
  });
  expect(staged).toMatchObject({ main: 'out/main/index.js', dependencies: { sharp: '1' } });
  expect(staged.dependencies).not.toHaveProperty('uplot');
  expect(Object.keys(staged)).not.toContain('scripts');
  expect(Object.keys(staged)).not.toContain('devDependencies');
});

describe('nativeLibraries', () => {
  it('flattens chains of links to one real file under its SONAME', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'libtensorflow.so.2.9.1'), 'library');
    await symlink('libtensorflow.so.2.9.1', path.join(folder, 'libtensorflow.so.2'));
    await symlink('libtensorflow.so.2', path.join(folder, 'libtensorflow.so'));
    await writeFile(path.join(folder, 'libtensorflow_framework.so.2'), 'framework');
    await writeFile(path.join(folder, 'THIRD_PARTY_TF_C_LICENSES'), '');
    const found = await nativeLibraries(folder);
    expect(found.map(({ name, file }) => [name, path.basename(file)]).sort()).toEqual([
      ['libtensorflow.so.2', 'libtensorflow.so.2.9.1'],
      ['libtensorflow_framework.so.2', 'libtensorflow_framework.so.2'],
    ]);
  });

  it('does the same for macOS, and finds nothing where nothing is', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'libtensorflow.2.9.1.dylib'), '');
    await symlink('libtensorflow.2.9.1.dylib', path.join(folder, 'libtensorflow.2.dylib'));
    await symlink('libtensorflow.2.dylib', path.join(folder, 'libtensorflow.dylib'));
    expect((await nativeLibraries(folder)).map(({ name }) => name)).toEqual([
      'libtensorflow.2.dylib',
    ]);
    expect(await nativeLibraries(path.join(folder, 'none'))).toEqual([]);
  });
});

describe('parseDistOptions', () => {
  it('makes the usual packages, and tests them only when asked', () => {
    expect(parseDistOptions([], 'linux')).toEqual({
      targets: ['dir', 'tar.gz'],
      smoke: false,
      package: true,
    });
    expect(parseDistOptions(['--smoke'], 'linux')).toMatchObject({ smoke: true, package: false });
  });

  it('reads targets as the release workflow writes them, and with commas', () => {
    const { targets } = parseDistOptions(['--targets', 'AppImage', 'deb', 'tar.gz'], 'linux');
    expect(targets).toEqual(['AppImage', 'deb', 'tar.gz']);
    expect(parseDistOptions(['--targets', 'dir,dmg', '--smoke'], 'darwin')).toEqual({
      targets: ['dir', 'dmg'],
      smoke: true,
      package: true,
    });
  });

  it('refuses formats of other systems, and words that are no option', () => {
    expect(() => parseDistOptions(['--targets', 'nsis'], 'linux')).toThrow('not nsis');
    expect(() => parseDistOptions(['deb'], 'linux')).toThrow('Unknown: deb');
    expect(() => parseDistOptions(['--publish'], 'linux')).toThrow();
  });
});

it('makes exactly the targets that the release workflow asks for', async () => {
  const file = path.join(import.meta.dirname, '../../../.github/workflows/release.yml');
  const rows = (await readFile(file, 'utf8')).matchAll(/os: ([a-z]+)-.*targets: '([^']*)'/g);
  const platforms = { ubuntu: 'linux', windows: 'win32', macos: 'darwin' } as const;
  const systems = [...rows].map(([, system, targets]) => {
    const platform = platforms[system as keyof typeof platforms];
    return parseDistOptions(['--targets', ...targets!.split(' ')], platform).targets;
  });
  expect(systems).toEqual([['AppImage', 'deb', 'tar.gz'], ['nsis'], ['dmg'], ['dmg']]);
});

it('knows where electron-builder leaves the unpacked program', () => {
  const relative = (platform: NodeJS.Platform, architecture: string) =>
    path.posix.normalize(
      unpackedProgram('dist', platform, architecture).executable.replaceAll('\\', '/'),
    );
  expect(relative('linux', 'x64')).toBe('dist/linux-unpacked/mebae');
  expect(relative('win32', 'x64')).toBe('dist/win-unpacked/Mebae.exe');
  expect(relative('darwin', 'x64')).toBe('dist/mac/Mebae.app/Contents/MacOS/Mebae');
  expect(relative('darwin', 'arm64')).toBe('dist/mac-arm64/Mebae.app/Contents/MacOS/Mebae');
});

it('writes checksums as sha256sum reads them', async () => {
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, 'below'));
  const file = path.join(folder, 'mebae.tar.gz');
  await writeFile(file, 'abc');
  await writeChecksums([file], folder);
  // The SHA-256 of "abc": FIPS 180-2, appendix B.1.
  expect(await readFile(path.join(folder, 'SHA256SUMS'), 'utf8')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  mebae.tar.gz\n',
  );
});
