import path from 'node:path';

/** Where the parts of the application lie on this disk. */
export interface Paths {
  /** The checkout, or app.asar of an installed application. */
  application: string;
  /** Whether this is an installed application rather than a checkout. */
  packaged: boolean;
  renderer: string;
  preload: string;
  /** Entries of the utility processes. */
  engine: string;
  probe: string;
  commandLine: string;
  /** Datasets, licences, lessons: real files, outside the archive. */
  assets: string;
  /** The picture for windows, where the program's own icon is not in its executable (Linux). */
  icon: string;
  /** The native binding of TensorFlow, whether it is there or not. */
  binding: string;
}

/**
 * Every path from the folder of the main bundle (`<application>/out/main`). `app.isPackaged` is no
 * help: it goes by the executable's name, which differs where Electron came from a registry.
 */
export function pathsFrom(mainFolder: string, resources: string): Paths {
  const application = path.resolve(mainFolder, '../..');
  const packaged = path.extname(application) === '.asar';
  const out = path.join(application, 'out');
  const assets = path.join(packaged ? resources : application, 'assets');
  // Native code is not in the archive but beside it (electron-builder's asarUnpack).
  const unpacked = packaged ? `${application}.unpacked` : application;
  return {
    application,
    packaged,
    renderer: path.join(out, 'renderer'),
    preload: path.join(out, 'preload/index.cjs'),
    engine: path.join(out, 'main/engine.js'),
    probe: path.join(out, 'main/probe.js'),
    commandLine: path.join(out, 'main/cli.js'),
    assets,
    icon: path.join(assets, 'icons/png/256x256.png'),
    binding: path.join(
      unpacked,
      'node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node',
    ),
  };
}
