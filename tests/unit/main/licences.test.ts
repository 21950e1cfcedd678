import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readLicences } from '../../../main/licences.ts';

const checkout = path.resolve(import.meta.dirname, '../../..');

it('names everything that ships, in the version that ships, with its text', async () => {
  const licences = await readLicences(path.join(checkout, 'assets'));
  const manifest = JSON.parse(await readFile(path.join(checkout, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const shipped = new Set(licences.map(({ name, version }) => `${name} ${version}`));
  const missing = Object.entries(manifest.dependencies)
    .map(([name, version]) => `${name} ${version}`)
    .filter((dependency) => !shipped.has(dependency));
  expect(missing).toEqual([]);
  const names = licences.map(({ name }) => name);
  expect(names[0]).toBe('Mebae');
  expect(names).toEqual(
    expect.arrayContaining(['MNIST', 'Fashion-MNIST', 'Electron', 'TensorFlow', 'svelte']),
  );
  expect(names).toEqual(
    expect.arrayContaining(
      ['a cat', 'a cup of coffee', 'a rocket'].map((what) => `Photograph of ${what}`),
    ),
  );
  for (const { name, licence, text } of licences) {
    expect(licence, name).not.toBe('unknown');
    expect(text.length, name).toBeGreaterThan(80);
  }
});
