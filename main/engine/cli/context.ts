import type { Output } from './output.ts';

export type CommandLocale = 'en' | 'ja';

/** Where a command runs. */
export interface CommandContext {
  output: Output;
  locale: CommandLocale;
  /** The application's assets folder, unless --assets names another. */
  assets: string;
  version: string;
  /** Registers what Ctrl-C does from now on; null: it ends the command at once. */
  onInterrupt(action: (() => void) | null): void;
}

/** By the variables that the system's own tools heed, the strongest first. */
export function localeOf(environment: NodeJS.ProcessEnv): CommandLocale {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  return (LC_ALL || LC_MESSAGES || LANG || '').toLowerCase().startsWith('ja') ? 'ja' : 'en';
}
