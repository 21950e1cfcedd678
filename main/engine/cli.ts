import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { localeOf } from './cli/context.ts';
import { listenForInterrupts } from './cli/interrupt.ts';
import { Output } from './cli/output.ts';
import { runCommand } from './cli/run-command.ts';

/** Entry of the command line: plain Node in a checkout, a utility process in the installed program. */
const application = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Real files beside the archive in the installed program; in the checkout itself otherwise. */
function findAssets(): string {
  const { resourcesPath } = process as { resourcesPath?: string };
  const packaged = resourcesPath ? path.join(resourcesPath, 'assets') : null;
  return packaged && existsSync(packaged) ? packaged : path.join(application, 'assets');
}

function readVersion(): string {
  const description: unknown = JSON.parse(
    readFileSync(path.join(application, 'package.json'), 'utf8'),
  );
  return v.parse(v.object({ version: v.string() }), description).version;
}

const args = process.argv.slice(2);
const json = args.includes('--json');
// Libraries print notices; a program that reads our lines must not find them there.
if (json) console.log = console.info = console.error;
// The reader of a pipe may leave early (`mebae … | head -1`): no reason to lose the training.
process.stdout.on('error', () => undefined);

const code = await runCommand(
  {
    output: new Output(json, process.stdout, process.stderr),
    locale: localeOf(process.env),
    assets: findAssets(),
    version: readVersion(),
    onInterrupt: listenForInterrupts(),
  },
  args,
);
// Not before the last line is out: a pipe is written to in the background on some systems.
process.stdout.write('', () => process.exit(code));
