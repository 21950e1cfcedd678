/**
 * What an installed program needs of the packages in node_modules. Of their files only those that Node
 * loads: tfjs alone brings 250 MB of bundles for browsers, sources and tests.
 */

/** The packages that out/ loads from node_modules (scripts/build.ts bundles all others). */
export const loadedPackages = [
  '@img/sharp-wasm32',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-layers',
  '@tensorflow/tfjs-node',
  'heic-decode',
  'sharp',
];

const never = [
  /(^|\/)(test|tests|__tests__|docs?|example|examples|benchmark|benchmarks|\.github)\//,
  /\.(map|md|markdown|ts|mts|cts|tsbuildinfo|cc|h|gyp|gypi|yml|yaml|py|sh|bat)$/i,
  /(^|\/)\.[^/]+$/,
];

/** Whole packages that a system has no use for. */
const unused: Partial<Record<NodeJS.Platform, RegExp>> = {
  // Electron's GLib and libvips' own don't go together: sharp's WebAssembly build is used there
  // (main/engine/pictures/load-sharp.ts).
  linux: /^@img\/sharp-(libvips-)?linux/,
};

export const shipsPackage = (name: string, platform: NodeJS.Platform = process.platform) =>
  !unused[platform]?.test(name);

/**
 * Whether a file of a package is packed.
 * @param name the package's, such as `@tensorflow/tfjs-core`
 * @param file relative to the package's folder, with slashes
 */
export function shipsFile(name: string, file: string): boolean {
  if (/^licen[cs]e|^copying|^notice/i.test(file)) return true;
  if (never.some((pattern) => pattern.test(file))) return false;
  if (name === '@tensorflow/tfjs-node') return shipsOfBinding(file);
  // Node loads the bundle that package.json's "main" names, and WebAssembly beside it.
  if (name.startsWith('@tensorflow/')) {
    return file === 'package.json' || /^dist\/[^/]+\.(node\.js|wasm)$/.test(file);
  }
  if (name === 'sharp') return file === 'package.json' || file.startsWith('dist/');
  if (name === 'libheif-js') {
    // heic-decode loads the bundle with the WebAssembly inside; the rest are other builds of the same.
    return /^[^/]+$/.test(file) || file === 'libheif-wasm/libheif-bundle.js';
  }
  return true;
}

/** The native part is laid out by stage.ts: its libraries may be links to each other. */
const shipsOfBinding = (file: string) =>
  file === 'package.json' || (file.startsWith('dist/') && !/(_test|run_tests)\.js$/.test(file));
