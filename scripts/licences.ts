import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Licence } from '../preload/contract.ts';
import { isc, mit } from './licence-texts.ts';

/**
 * Collects the licences of everything that ships into assets/licences/licences.json, which the
 * window's "About" shows. Run after a change of the dependencies: `npx tsx scripts/licences.ts`.
 */
const checkout = path.resolve(import.meta.dirname, '..');

interface LockedPackage {
  version: string;
  license?: string;
  dev?: boolean;
  os?: string[];
}

/** Bundled into the window although package.json lists them for development only. */
const bundled = ['node_modules/svelte', 'node_modules/esm-env', 'node_modules/clsx'];

/** Every licence, Mebae first, then data, runtime and libraries by name. */
export async function collectLicences(): Promise<Licence[]> {
  const apache = await text('node_modules/sharp/LICENSE');
  const lesser = await text('node_modules/libheif-js/LICENSE');
  const manifest = JSON.parse(await text('package.json')) as { version: string };
  const electron = JSON.parse(await text('node_modules/electron/package.json')) as LockedPackage;
  return [
    { name: 'Mebae', version: manifest.version, licence: 'MIT', text: await text('LICENSE') },
    ...datasets,
    ...photographs,
    {
      name: 'Electron',
      version: electron.version,
      licence: 'MIT',
      text: await text('node_modules/electron/LICENSE'),
    },
    {
      name: 'Chromium, Node.js and what Electron is made of',
      version: electron.version,
      licence: 'BSD-3-Clause and others',
      text: 'The file LICENSES.chromium.html in the folder of the installed program holds them all.',
    },
    { name: 'TensorFlow', version: '2', licence: 'Apache-2.0', text: apache },
    { name: 'libvips and its libraries', version: '8', licence: 'LGPL-3.0-or-later', text: lesser },
    ...(await libraries({ 'Apache-2.0': apache, 'Apache-2.0 AND MIT': apache })),
  ];
}

const datasets: Licence[] = [
  {
    name: 'MNIST',
    version: '1998',
    licence: 'CC-BY-SA-3.0',
    text:
      'Yann LeCun and Corinna Cortes hold the copyright of the MNIST database of handwritten digits, ' +
      'a derivative work of the original NIST datasets. It is made available under the terms of the ' +
      'Creative Commons Attribution-Share Alike 3.0 licence: ' +
      'https://creativecommons.org/licenses/by-sa/3.0/',
  },
  { name: 'Fashion-MNIST', version: '2017', licence: 'MIT', text: mit('2017 Zalando SE') },
];

/** As scikit-image 0.19.3, which carries them, states with each (assets/pictures/README.md). */
const photographs: Licence[] = [
  {
    name: 'Photograph of a cat',
    version: 'in scikit-image 0.19.3',
    licence: 'CC0-1.0',
    text:
      'Photograph by Stefan van der Walt, who has waived all copyright under CC0 1.0: ' +
      'https://creativecommons.org/publicdomain/zero/1.0/. Distributed as chelsea.png.',
  },
  {
    name: 'Photograph of a cup of coffee',
    version: 'in scikit-image 0.19.3',
    licence: 'CC0-1.0',
    text:
      'Photograph by Rachel Michetti, courtesy of Pikolo Espresso Bar; the photographer has waived all ' +
      'copyright under CC0 1.0: https://creativecommons.org/publicdomain/zero/1.0/. Distributed as ' +
      'coffee.png.',
  },
  {
    name: 'Photograph of a rocket',
    version: 'in scikit-image 0.19.3',
    licence: 'public domain',
    text:
      'Photograph by SpaceX of a Falcon 9 carrying DSCOVR, which SpaceX has released into the public ' +
      'domain. Distributed as rocket.jpg.',
  },
];

/** The packages that ship, on every system alike: those of one system only are parts of their parents. */
async function libraries(standard: Record<string, string>): Promise<Licence[]> {
  const lock = JSON.parse(await text('package-lock.json')) as {
    packages: Record<string, LockedPackage>;
  };
  const shipped = Object.entries(lock.packages).filter(
    ([folder, { dev, os }]) => folder !== '' && !os && (!dev || bundled.includes(folder)),
  );
  const found = new Map<string, Licence>();
  for (const [folder, { version, license = 'unknown' }] of shipped) {
    if (!existsSync(path.join(checkout, folder))) continue;
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const own = (await ownText(folder)) ?? standard[license] ?? (await byTemplate(folder, license));
    found.set(`${name}@${version}`, { name, version, licence: license, text: own });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The licence files that a package carries. */
async function ownText(folder: string): Promise<string | null> {
  const names = (await readdir(path.join(checkout, folder), { withFileTypes: true }))
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice)/i.test(entry.name))
    .map(({ name }) => name)
    .sort();
  if (names.length === 0) return null;
  return (await Promise.all(names.map((name) => text(path.join(folder, name))))).join('\n\n');
}

/** A package that names its licence but carries no text gets the standard one, with its author. */
async function byTemplate(folder: string, licence: string): Promise<string> {
  const { author } = JSON.parse(await text(path.join(folder, 'package.json'))) as {
    author?: string | { name: string };
  };
  const holder = typeof author === 'string' ? author : (author?.name ?? 'the authors');
  if (licence === 'MIT') return mit(holder);
  if (licence === 'ISC') return isc(holder);
  throw new Error(`${folder}: no licence text, and no standard one for ${licence}`);
}

async function text(file: string): Promise<string> {
  const content = await readFile(path.join(checkout, file), 'utf8');
  return content.replaceAll('\r\n', '\n').trim();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = path.join(checkout, 'assets/licences');
  const licences = await collectLicences();
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'licences.json'), `${JSON.stringify(licences, null, 1)}\n`);
  console.log(`${licences.length} licences written to assets/licences/licences.json`);
}
