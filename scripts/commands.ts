import path from 'node:path';
import process from 'node:process';
import { build } from './build.ts';
import { withDisplay } from './display.ts';
import { runInForeground } from './run.ts';
import type { Context } from './setup/context.ts';
import { provideElectron } from './setup/electron.ts';
import { removeAbandoned } from './setup/finished-folder.ts';
import { cache, checkout } from './setup/paths.ts';
import { createReport } from './setup/report.ts';
import { provideSystemLibraries, type Purpose } from './setup/system-libraries.ts';
import { nativeTensorflowIsKnown, provideTensorflow } from './setup/tensorflow.ts';
import { start, tour } from './start.ts';

type Command = (args: string[], context: Context) => Promise<number>;

/** What `npm start`, `npm test` and `npm run …` do after the packages are there. */
const commands: Record<string, Command> = {
  async start(args, context) {
    const touring = args.includes('--tour');
    await setUp(context, touring ? ['window', 'display'] : ['window']);
    await provideElectron(context);
    await build(context.report);
    return touring ? tour(args.filter((each) => each !== '--tour')) : start(args);
  },
  async test(args, context) {
    const { parseTestOptions, test } = await import('./test.ts');
    const options = parseTestOptions(args);
    await setUp(context, ['window', 'display', 'package']);
    if (options.groups.includes('e2e')) await provideElectron(context);
    return test(options, context);
  },
  async mebae(args, context) {
    await setUp(context, []);
    await build(context.report, ['main']);
    const cli = path.join(checkout, 'out', 'main', 'cli.js');
    return runInForeground(process.execPath, [cli, ...args], { cwd: callersFolder() });
  },
  async bench(args, context) {
    await setUp(context, []);
    await build(context.report, ['main']);
    return runScript('bench.ts', args);
  },
  async screenshots(args, context) {
    await setUp(context, ['window', 'display']);
    await provideElectron(context);
    await build(context.report);
    const script = path.join(checkout, 'scripts', 'screenshots.ts');
    const command = withDisplay(
      process.execPath,
      ['--import', 'tsx', script, ...args],
      '2000x1200',
    );
    return runInForeground(...command, { cwd: checkout });
  },
  async dist(args, context) {
    await setUp(context, ['window', 'display', 'package']);
    await provideElectron(context);
    await build(context.report);
    return runScript('dist.ts', args);
  },
};

async function setUp(context: Context, purposes: Purpose[]): Promise<void> {
  await removeAbandoned(cache);
  await removeAbandoned(path.join(cache, 'downloads'));
  const wanted = [...purposes];
  // A compiler is of no use once TensorFlow is there.
  if (!(await nativeTensorflowIsKnown(context))) wanted.push('tensorflow');
  await provideSystemLibraries(wanted, context);
  await provideTensorflow(context);
}

const runScript = (name: string, args: string[]) =>
  runInForeground(
    process.execPath,
    ['--import', 'tsx', path.join(checkout, 'scripts', name), ...args],
    { cwd: checkout },
  );

/** npm starts scripts in the checkout; file names are meant from where the person called it. */
function callersFolder(): string {
  const called = process.env['npm_lifecycle_event'] === 'mebae' && process.env['INIT_CWD'];
  return called || process.cwd();
}

/** @returns the exit code: the program's own, 1 when set-up failed, 2 for a wrong command, 130 after Ctrl-C */
export async function run(name: string | undefined, args: string[]): Promise<number> {
  const command = name === undefined ? undefined : commands[name];
  if (!command) {
    console.error(
      `Usage: node scripts/bootstrap.mjs ${Object.keys(commands).join('|')} [arguments]`,
    );
    return 2;
  }
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  process.on('SIGINT', interrupt);
  const context: Context = {
    report: createReport(),
    signal: interruption.signal,
    again: args.includes('--setup-again'),
  };
  try {
    return await command(
      args.filter((each) => each !== '--setup-again'),
      context,
    );
  } catch (error) {
    if (interruption.signal.aborted) {
      context.report.say('interrupted; the next run goes on from here');
      return 130;
    }
    context.report.say(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    process.off('SIGINT', interrupt);
  }
}
