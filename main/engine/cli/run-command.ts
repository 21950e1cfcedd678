import type { CommandContext } from './context.ts';
import { reportFailure } from './errors.ts';
import { exitCodes } from './exit-codes.ts';
import { helpText } from './help.ts';
import { nearest } from './nearest.ts';
import { commands, parseCommand, textOf, type Command, type Options } from './options.ts';
import { UsageError } from './usage-error.ts';

type Run = (context: CommandContext, options: Options, positionals: string[]) => Promise<number>;
/** Each is loaded where it is run: decoders and TensorFlow take time that help and lists don't need. */
const load: Record<Command, () => Promise<Run>> = {
  datasets: async () => (await import('./commands/datasets.ts')).datasets,
  train: async () => (await import('./commands/train.ts')).train,
  evaluate: async () => (await import('./commands/evaluate.ts')).evaluate,
  classify: async () => (await import('./commands/classify.ts')).classify,
  info: async () => (await import('./commands/info.ts')).info,
};

/** Runs the command that the arguments name. Never rejects: resolves with the exit code. */
export async function runCommand(context: CommandContext, args: string[]): Promise<number> {
  try {
    const [word, ...rest] = args;
    if (word === undefined || word === '--help' || word === '-h' || word === 'help') {
      context.output.line(helpText(context.locale));
      return word === undefined ? exitCodes.usage : exitCodes.done;
    }
    const command = commandFor(word);
    const { options, positionals } = parseCommand(command, rest);
    if (options['help']) {
      context.output.line(helpText(context.locale));
      return exitCodes.done;
    }
    const assets = textOf(options, 'assets') ?? context.assets;
    const run = await load[command]();
    return await run({ ...context, assets }, options, positionals);
  } catch (error) {
    if (!(error instanceof UsageError)) {
      reportFailure(context, error);
      return exitCodes.failed;
    }
    context.output.event({ type: 'error', code: 'usage', message: error.message });
    context.output.errorLine(`mebae: ${error.message}\n"mebae --help" lists all options.`);
    return exitCodes.usage;
  }
}

function commandFor(word: string): Command {
  const command = commands.find((name) => name === word);
  if (command) return command;
  const near = nearest(word, commands);
  throw new UsageError(
    `there is no command "${word}"` +
      (near ? `; did you mean "mebae ${near}"?` : `; there are ${commands.join(', ')}`),
  );
}
