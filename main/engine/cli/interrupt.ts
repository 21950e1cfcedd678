import { electronParentPort } from '../session/electron-port.ts';
import { exitCodes } from './exit-codes.ts';

/**
 * Ctrl-C, a polite kill, or (in Electron's utility process, where no signal arrives) main's message.
 * The first does what the command asked for, the second ends at once.
 * @returns the setter of what the first does; null: it ends at once, too
 */
export function listenForInterrupts(): (action: (() => void) | null) => void {
  let action: (() => void) | null = null;
  const interrupted = () => {
    const first = action;
    action = null;
    if (first) first();
    else process.exit(exitCodes.interrupted);
  };
  process.on('SIGINT', interrupted);
  process.on('SIGTERM', interrupted);
  electronParentPort()?.on('message', ({ data }) => {
    if ((data as { kind?: unknown } | null)?.kind === 'interrupt') interrupted();
  });
  return (next) => (action = next);
}
