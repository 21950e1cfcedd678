import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import process from 'node:process';

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/**
 * Runs a program in the foreground: it has our terminal, our input and output, and we have its exit
 * code (128 + the signal's number where a signal ended it, as a shell tells it).
 */
export function runInForeground(
  command: string,
  args: string[],
  options: RunOptions = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: 'inherit' });
    // At a terminal Ctrl-C reaches the child by itself; sent to us alone, it must be passed on.
    const onInterrupt = () => {
      if (!process.stdin.isTTY) child.kill('SIGINT');
    };
    const onTerminate = () => child.kill('SIGTERM');
    process.on('SIGINT', onInterrupt).on('SIGTERM', onTerminate);
    const done = () => {
      process.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate);
    };
    child.on('error', (error) => {
      done();
      reject(error);
    });
    child.on('exit', (code, signal) => {
      done();
      resolve(code ?? 128 + constants.signals[signal!]);
    });
  });
}
