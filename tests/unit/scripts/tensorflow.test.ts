import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { libraryArchives } from '../../../scripts/setup/tensorflow-archives.ts';
import { compile, wanted } from '../../../scripts/setup/tensorflow-binding.ts';
import { linkInto } from '../../../scripts/setup/tensorflow.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe("TensorFlow's archives", () => {
  it("are Google's own first, then the wheel, each with a whole SHA-256", () => {
    for (const system of ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']) {
      const [platform, architecture] = system.split('-') as [string, string];
      const archives = libraryArchives(platform, architecture);
      expect(archives.map(({ packing }) => packing)).toEqual(['tar', 'wheel']);
      for (const { sha256 } of archives) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    }
    expect(libraryArchives('win32', 'x64')).toEqual([]);
  });

  it('give the libraries and the headers of the C interface only', () => {
    const choose = wanted(libraryArchives('linux', 'x64')[1]!);
    const library = libraryArchives('linux', 'x64')[1]!.libraries[0];
    expect(choose(`tensorflow/${library}`)).not.toBeNull();
    expect(choose('tensorflow/include/tensorflow/c/c_api.h')).not.toBeNull();
    expect(choose('tensorflow/include/Eigen/Core')).toBeNull();
    expect(choose('tensorflow/python/__init__.py')).toBeNull();
  });
});

describe('the compiler', () => {
  it('links by SONAME and finds the libraries beside the binding, wherever that is moved', () => {
    const [linux, linuxArgs] = compile(['libx.so.2'], 'deps/lib', 'include', 'b.node', 'linux');
    expect([linux, ...linuxArgs]).toContain('-l:libx.so.2');
    expect(linuxArgs).toContain('-Wl,-rpath,$ORIGIN/../../deps/lib');
    const [, macArgs] = compile(['libx.2.dylib'], 'deps/lib', 'include', 'b.node', 'darwin');
    expect(macArgs).toContain('-Wl,-rpath,@loader_path/../../deps/lib');
  });
});

describe('a finished TensorFlow', () => {
  it('is linked into node_modules in place of what was there', async () => {
    const [cache, target] = [await temporaryFolder(), await temporaryFolder()];
    for (const folder of ['deps/lib', 'lib/napi-v8']) {
      await mkdir(path.join(cache, folder), { recursive: true });
      await writeFile(path.join(cache, folder, 'file'), folder);
    }
    await mkdir(path.join(target, 'deps/lib'), { recursive: true });
    await writeFile(path.join(target, 'deps/lib/half-made'), '');
    await linkInto(target, cache);
    expect(existsSync(path.join(target, 'deps/lib/half-made'))).toBe(false);
    expect(await readFile(path.join(target, 'lib/napi-v8/file'), 'utf8')).toBe('lib/napi-v8');
    // Two names of one file: the disk holds it once.
    expect((await stat(path.join(target, 'deps/lib/file'))).nlink).toBe(2);
    expect(await readdir(path.join(target, 'deps'))).toEqual(['lib']);
  });
});
