import path from 'node:path';
import { expect, it } from 'vitest';
import { pathsFrom } from '../../../main/paths.ts';

it('finds everything beside a checkout', () => {
  const paths = pathsFrom(path.resolve('/mebae/out/main'), '/electron/resources');
  expect(paths).toMatchObject({
    application: path.resolve('/mebae'),
    packaged: false,
    assets: path.resolve('/mebae/assets'),
    icon: path.resolve('/mebae/assets/icons/png/256x256.png'),
    engine: path.resolve('/mebae/out/main/engine.js'),
  });
});

it('finds assets and native code outside the archive of an installed application', () => {
  const resources = path.resolve('/opt/Mebae/resources');
  const paths = pathsFrom(path.join(resources, 'app.asar/out/main'), resources);
  expect(paths).toMatchObject({ packaged: true, assets: path.join(resources, 'assets') });
  expect(paths.binding.startsWith(path.join(resources, 'app.asar.unpacked'))).toBe(true);
  expect(paths.preload).toBe(path.join(resources, 'app.asar/out/preload/index.cjs'));
});
