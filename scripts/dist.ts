import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { withDisplay } from './display.ts';
import { unpackedProgram } from './packaging/electron-builder.ts';
import { makePackages } from './packaging/make-packages.ts';
import { parseDistOptions } from './packaging/options.ts';
import { runInForeground } from './run.ts';
import { checkout } from './setup/paths.ts';
import { createReport } from './setup/report.ts';

/** `npm run dist`: packages for this system in dist/, and with `--smoke` their test. */
const report = createReport();
const output = path.join(checkout, 'dist');

/** The packaged program, tested from outside: tests/e2e/package.spec.ts. */
async function smokeTest(): Promise<number> {
  const { executable } = unpackedProgram(output);
  if (!existsSync(executable)) throw new Error('Nothing is packaged yet: npm run dist');
  const playwright = path.join(checkout, 'node_modules', '@playwright', 'test', 'cli.js');
  const args = ['test', '--config', 'tests/playwright.config.ts', 'package.spec.ts'];
  const env = { ...process.env, MEBAE_PACKAGES: output };
  return runInForeground(...withDisplay(process.execPath, [playwright, ...args]), {
    cwd: checkout,
    env,
  });
}

try {
  const options = parseDistOptions(process.argv.slice(2));
  if (options.package) await makePackages(output, options.targets, report);
  process.exitCode = options.smoke ? await smokeTest() : 0;
} catch (error) {
  report.say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
