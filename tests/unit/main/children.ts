import { fork } from 'node:child_process';
import path from 'node:path';
import type { ChildProcess } from '../../../main/engine-host.ts';

const script = path.resolve(import.meta.dirname, '../../fixtures/host/child.mjs');

/** Forks a real process that does as told, in the shape that the host knows utility processes in. */
export function forkChild(...args: string[]): ChildProcess {
  const child = fork(script, args);
  return {
    get pid() {
      return child.pid;
    },
    postMessage: (message) => void child.send(message as object),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) =>
      child.once('exit', (code, signal) =>
        listener({ code: code ?? 1, detail: signal ?? `exit code ${code}` }),
      ),
    kill: () => child.kill('SIGKILL'),
  };
}
