import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { InlineConfig } from 'vite';
import { finishedFacts, finishFolder } from './setup/finished-folder.ts';
import { checkout } from './setup/paths.ts';
import type { Report } from './setup/report.ts';

export const output = path.join(checkout, 'out');

interface Target {
  name: 'main' | 'preload' | 'renderer';
  /** Files and folders that its output depends on. */
  inputs: string[];
  entries: string[];
  config: () => Promise<InlineConfig>;
}

/** Native code and what loads files beside itself stays in node_modules; the rest is bundled. */
const external = ['electron', /^node:/, /^@tensorflow\//, 'sharp', 'heic-decode'];

const nodeEntries = {
  index: 'main/index.ts',
  engine: 'main/engine/index.ts',
  probe: 'main/engine/probe.ts',
  cli: 'main/engine/cli.ts',
};

/** For Node 20 and later and Electron: every entry one ES module, shared code in chunks beside it. */
const nodeConfig = async (): Promise<InlineConfig> => ({
  root: checkout,
  publicDir: false,
  ssr: { noExternal: true, external: ['electron', 'sharp', 'heic-decode'], target: 'node' },
  build: {
    ssr: true,
    target: 'node20',
    rollupOptions: {
      input: nodeEntries,
      external,
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});

/** One CommonJS file: a sandboxed preload can require nothing but Electron. */
const preloadConfig = async (): Promise<InlineConfig> => ({
  root: checkout,
  publicDir: false,
  ssr: { noExternal: true, external: ['electron'], target: 'node' },
  build: {
    ssr: true,
    target: 'node20',
    rollupOptions: {
      input: { index: 'preload/index.ts' },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
});

/** No inline script or data URL: the Content-Security-Policy allows the application's files only. */
const rendererConfig = async (): Promise<InlineConfig> => {
  const { svelte } = await import('@sveltejs/vite-plugin-svelte');
  return {
    root: path.join(checkout, 'renderer'),
    base: './',
    publicDir: false,
    plugins: [svelte({ configFile: false })],
    build: { target: 'chrome130', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  };
};

const targets: Target[] = [
  {
    name: 'main',
    inputs: ['main', 'preload'],
    entries: Object.values(nodeEntries),
    config: nodeConfig,
  },
  {
    name: 'preload',
    inputs: ['preload'],
    entries: ['preload/index.ts'],
    config: preloadConfig,
  },
  {
    name: 'renderer',
    inputs: [
      'renderer',
      'preload/contract',
      'preload/contract.ts',
      'main/engine/network',
      'main/engine/results',
      'assets/lessons',
    ],
    entries: ['renderer/index.html'],
    config: rendererConfig,
  },
];

/**
 * Bundles what changed since the last time into out/. A target's output appears whole or not at all.
 * @throws Error when an entry is missing or does not compile
 */
export async function build(
  report: Report,
  names: Target['name'][] = ['main', 'preload', 'renderer'],
): Promise<void> {
  for (const target of targets.filter(({ name }) => names.includes(name))) {
    const hash = await hashOfInputs(checkout, [...target.inputs, ...alwaysInputs]);
    const folder = path.join(output, target.name);
    if ((await finishedFacts(folder))?.['hash'] === hash) continue;
    const missing = target.entries.filter((entry) => !existsSync(path.join(checkout, entry)));
    if (missing.length > 0)
      throw new Error(`cannot build ${target.name}: no ${missing.join(', ')}`);
    report.say(`building ${target.name}`);
    await finishFolder(folder, (work) => bundle(target, work, hash), { replace: true });
  }
}

const alwaysInputs = ['package-lock.json', 'scripts/build.ts'];

async function bundle(target: Target, folder: string, hash: string) {
  const vite = await import('vite');
  const config = await target.config();
  // Vite sets it for good; the tests that follow in the same run would be taken for production.
  const { NODE_ENV } = process.env;
  try {
    await vite.build({
      ...config,
      configFile: false,
      logLevel: 'error',
      build: { ...config.build, outDir: folder, emptyOutDir: false, minify: false },
    });
  } finally {
    if (NODE_ENV === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = NODE_ENV;
  }
  return { hash };
}

/** SHA-256 over names and contents of files and folders, given relative to `root`. */
export async function hashOfInputs(root: string, inputs: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const file of await filesIn(root, input)) {
      const content = await readFile(path.join(root, file));
      hash.update(`${file.replaceAll('\\', '/')}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

async function filesIn(root: string, input: string): Promise<string[]> {
  const found = await stat(path.join(root, input)).catch(() => null);
  if (!found) return [];
  if (found.isFile()) return [input];
  const entries = await readdir(path.join(root, input), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}
