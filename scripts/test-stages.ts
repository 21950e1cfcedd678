import path from 'node:path';
import { withDisplay } from './display.ts';
import type { Context } from './setup/context.ts';
import { provideNode24 } from './setup/node24.ts';
import { checkout } from './setup/paths.ts';
import { readPlaywright, readVitest, type Report } from './test-results.ts';

export const groups = ['static', 'unit', 'component', 'engine', 'e2e'] as const;
export type Group = (typeof groups)[number];

/** One program of `npm test`. Without `read` it is one check, which passes or fails. */
export interface Stage {
  group: Group;
  title: string;
  /** @param reportFile where the program is to leave its JSON report */
  command(reportFile: string, context: Context): Promise<[command: string, args: string[]]>;
  read?: (report: string) => Report;
  environment?: (reportFile: string) => NodeJS.ProcessEnv;
}

const inModules = (...names: string[]) => path.join(checkout, 'node_modules', ...names);

const check = (title: string, script: string, args: string[]): Stage => ({
  group: 'static',
  title,
  command: async () => [process.execPath, [script, ...args]],
});

const vitest = (
  group: Group,
  title: string,
  filters: string[],
  node: (context: Context) => Promise<string>,
): Stage => ({
  group,
  title,
  read: readVitest,
  async command(reportFile, context) {
    const args = [inModules('vitest', 'vitest.mjs'), 'run', '--config', 'tests/vitest.config.ts'];
    args.push('--project', group, '--passWithNoTests');
    args.push('--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`);
    return [await node(context), [...args, ...filters]];
  },
});

const ownNode = async () => process.execPath;

/**
 * What is tested on Node 24 once more: all that loads tfjs-node and the probe that decides about it.
 * The portable engine and the graph's mathematics don't depend on Node's version.
 */
const onNode24 = ['tests/engine/native', 'tests/engine/parity', 'tests/engine/portable/probe'];
const node24Fits =
  process.platform === 'linux' &&
  process.arch === 'x64' &&
  Number(process.versions.node.split('.')[0]) < 23;

/** @param filters parts of test files' paths; none: all of them */
export function stages(filters: string[]): Stage[] {
  const all: Stage[] = [
    check('formatting', inModules('prettier', 'bin', 'prettier.cjs'), [
      '--check',
      '--log-level=warn',
      '.',
    ]),
    check('lint', inModules('eslint', 'bin', 'eslint.js'), ['--max-warnings=0', '.']),
    check('types', inModules('typescript', 'bin', 'tsc'), ['-p', '.', '--noEmit']),
    check('types of components', inModules('svelte-check', 'bin', 'svelte-check'), [
      ...['--tsconfig', 'tsconfig.json', '--fail-on-warnings', '--output', 'human'],
    ]),
    vitest('unit', 'unit tests', filters, ownNode),
    vitest('component', 'component tests', filters, ownNode),
    vitest('engine', `engine tests on Node ${process.versions.node}`, filters, ownNode),
  ];
  if (node24Fits) {
    const again = filters.length > 0 ? filters : onNode24;
    all.push(vitest('engine', 'engine tests on Node 24', again, provideNode24));
  }
  all.push({
    group: 'e2e',
    title: 'end-to-end tests in Electron',
    read: readPlaywright,
    environment: (reportFile) => ({ MEBAE_PLAYWRIGHT_JSON: reportFile }),
    command: async () =>
      withDisplay(process.execPath, [
        ...[inModules('@playwright', 'test', 'cli.js'), 'test'],
        ...['--config', 'tests/playwright.config.ts', '--pass-with-no-tests', ...filters],
      ]),
  });
  return all;
}
