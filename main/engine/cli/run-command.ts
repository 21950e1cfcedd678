import { classify } from './commands/classify.ts';
import { datasets } from './commands/datasets.ts';
import { evaluate } from './commands/evaluate.ts';
import { info } from './commands/info.ts';
import { train } from './commands/train.ts';
import type { CommandContext } from './context.ts';
import { reportFailure } from './errors.ts';
import { helpText } from './help.ts';
import { nearest } from './nearest.ts';
import { commands, parseCommand, textOf, type Command, type Options } from './options.ts';
import { UsageError } from './usage-error.ts';

export const exitCodes = { done: 0, failed: 1, usage: 2 } as const;

type Run = (context: CommandContext, options: Options, positionals: string[]) => Promise<number>;
const runs: Record<Command, Run> = { datasets, train, evaluate, classify, info };

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
    return await runs[command]({ ...context, assets }, options, positionals);
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
