import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearest } from './nearest.ts';
import { UsageError } from './usage-error.ts';

type OptionTypes = NonNullable<ParseArgsConfig['options']>;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
/** Of every command. `assets`: for tests and odd installations. */
const common = { json: flag, help: { type: 'boolean', short: 'h' }, assets: text } as const;
const engine = { engine: text, threads: text } as const;

/** The options of each command. */
export const commandOptions = {
  datasets: { ...common },
  train: {
    ...common,
    ...engine,
    dataset: text,
    layers: text,
    network: text,
    recipe: text,
    epochs: text,
    'batch-size': text,
    optimizer: text,
    'learning-rate': text,
    seed: text,
    limit: text,
    out: text,
    resume: text,
  },
  evaluate: { ...common, ...engine, model: text, dataset: text },
  classify: { ...common, ...engine, model: text, top: text },
  info: { ...common, ...engine },
} as const satisfies Record<string, OptionTypes>;

export type Command = keyof typeof commandOptions;
export const commands = Object.keys(commandOptions) as Command[];

/** Options by name; absent ones are undefined. */
export type Options = Partial<Record<string, string | boolean>>;

export interface ParsedCommand {
  options: Options;
  positionals: string[];
}

/**
 * Reads a command's arguments.
 * @throws UsageError for an unknown option (with the nearest known one), one given twice, a value
 *   that is missing or too many, or positionals where none belong
 */
export function parseCommand(command: Command, args: string[]): ParsedCommand {
  const known: OptionTypes = commandOptions[command];
  const { tokens } = parseArgs({
    args,
    options: known,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const options: Options = {};
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    const type = known[name]?.type;
    if (!type) throw unknownOption(rawName, known);
    if (options[name] !== undefined) throw new UsageError(`${rawName} is given twice`);
    if (type === 'boolean' && value !== undefined)
      throw new UsageError(`${rawName} takes no value`);
    if (type === 'string' && (value === undefined || (!token.inlineValue && isOption(value)))) {
      throw new UsageError(`${rawName} needs a value`);
    }
    options[name] = value ?? true;
  }
  if (command !== 'classify' && positionals[0] !== undefined) {
    throw new UsageError(`mebae ${command} takes no "${positionals[0]}"`);
  }
  return { options, positionals };
}

/** @throws UsageError where the text is no whole number from min to max */
export function wholeNumber(
  options: Options,
  name: string,
  { min, max }: { min: number; max: number },
): number | undefined {
  const value = options[name];
  if (value === undefined) return undefined;
  const number = /^\d+$/.test(String(value)) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new UsageError(`--${name} takes a whole number from ${min} to ${max}, not "${value}"`);
}

/** @throws UsageError where the text is no number from min to max */
export function decimalNumber(
  options: Options,
  name: string,
  { min, max }: { min: number; max: number },
): number | undefined {
  const value = options[name];
  if (value === undefined) return undefined;
  const number = String(value).trim() === '' ? Number.NaN : Number(value);
  if (number >= min && number <= max) return number;
  throw new UsageError(`--${name} takes a number from ${min} to ${max}, not "${value}"`);
}

/** @throws UsageError where the text is none of the choices */
export function choice<T extends string>(
  options: Options,
  name: string,
  choices: readonly T[],
): T | undefined {
  const value = options[name];
  if (value === undefined) return undefined;
  const found = choices.find((candidate) => candidate === value);
  if (found) return found;
  throw new UsageError(`--${name} takes ${choices.join(', ')}, not "${value}"`);
}

export function textOf(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** @throws UsageError where it is left out */
export function requiredText(options: Options, name: string): string {
  const value = textOf(options, name);
  if (value === undefined) throw new UsageError(`--${name} is needed`);
  return value;
}

function unknownOption(rawName: string, known: OptionTypes): UsageError {
  const near = nearest(
    rawName,
    Object.keys(known).map((name) => `--${name}`),
  );
  return new UsageError(`there is no option ${rawName}${near ? `; did you mean ${near}?` : ''}`);
}

function isOption(value: string): boolean {
  return value.startsWith('-') && value.length > 1;
}
