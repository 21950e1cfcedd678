import path from 'node:path';
import { fileURLToPath } from 'node:url';

const commands = ['datasets', 'train', 'evaluate', 'classify', 'info', '--help'] as const;
const engines = ['auto', 'native', 'portable'] as const;
export type EngineChoice = (typeof engines)[number];

/** What the application was started for. */
export type Start =
  /** A command of the command line, with everything after it; no window opens. */
  | { kind: 'command'; args: string[] }
  /** The window, with the saved runs (.mebae) and lessons (.mebae-lesson) to open in it, as absolute paths. */
  | { kind: 'window'; files: string[]; engine: EngineChoice };

/**
 * Reads the process's arguments. In a checkout Electron's own come first, then the application's
 * folder; an installed application has only its own. Chromium's switches may stand anywhere.
 * @param argv the whole argument list, the executable first
 * @param application the application's folder
 * @param cwd where relative file names start
 */
export function parseStart(argv: readonly string[], application: string, cwd: string): Start {
  const folder = argv.findIndex(
    (argument, index) =>
      index > 0 && !argument.startsWith('-') && path.resolve(cwd, argument) === application,
  );
  const own = argv.slice(folder === -1 ? 1 : folder + 1);
  const first = own.findIndex((argument) => argument === '--help' || !argument.startsWith('-'));
  const word = own[first];
  if (word !== undefined && commands.some((command) => command === word)) {
    return { kind: 'command', args: own.slice(first) };
  }
  return { kind: 'window', files: ownFiles(own, cwd), engine: engineChoice(own) };
}

/** The saved runs and lessons among the arguments. */
function ownFiles(args: readonly string[], cwd: string): string[] {
  return args
    .filter((argument) => !argument.startsWith('-') && /\.mebae(-lesson)?$/i.test(argument))
    .map((argument) => fileOf(argument, cwd));
}

/** Linux's file managers hand over what was double-clicked as a file: URL, percent-encoded. */
function fileOf(argument: string, cwd: string): string {
  if (!argument.startsWith('file://')) return path.resolve(cwd, argument);
  try {
    return fileURLToPath(argument);
  } catch {
    // Another computer's file, or none: opening it fails with its name, as for any other.
    return argument;
  }
}

/** `--engine portable` or `--engine=portable`; anything else leaves the choice to the probe. */
function engineChoice(args: readonly string[]): EngineChoice {
  const index = args.findIndex((argument) => /^--engine(=|$)/.test(argument));
  if (index === -1) return 'auto';
  const value = args[index]?.split('=')[1] ?? args[index + 1];
  return engines.find((engine) => engine === value) ?? 'auto';
}
