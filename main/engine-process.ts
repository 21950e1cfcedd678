import path from 'node:path';
import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import type { ChildProcess, ProcessEnd } from './engine-host.ts';

/** The system's variables a child needs to find its libraries, its user and a place for files. */
const passedOn = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'SystemRoot',
  'TMPDIR',
  'TEMP',
  'TMP',
  'LANG',
  'LC_ALL',
  'TZ',
];

/** TensorFlow's start-up notices are of no use to a user; oneDNN's kernels are the fast ones. */
const tensorFlow = { TF_CPP_MIN_LOG_LEVEL: '2', TF_ENABLE_ONEDNN_OPTS: '1' };

/** The last of stderr that goes into the reason of a death. */
const keptCharacters = 2000;

/** A utility process of ours: what the host needs, and ports, which only Electron can pass. */
export interface UtilityChild extends ChildProcess {
  postMessage(message: unknown, ports?: MessagePortMain[]): void;
}

const alive = new Set<UtilityProcess>();

/**
 * Kills what is left of our children and waits until they are gone: an Electron that quits while a
 * utility process starts or ends can hang for good, without a window.
 */
export async function endUtilities(): Promise<void> {
  await Promise.all(
    [...alive].map(
      (child) =>
        new Promise<void>((resolve) => {
          child.once('exit', () => resolve());
          kill(child);
        }),
    ),
  );
}

/** SIGKILL where there are signals: a process deep in a matrix product hears no message. */
function kill(child: UtilityProcess): void {
  if (child.pid === undefined) {
    child.once('spawn', () => kill(child));
    return;
  }
  try {
    process.kill(child.pid, 'SIGKILL');
  } catch {
    // It ended by itself a moment ago; its 'exit' is on the way.
  }
}

/** Forks a bundle as a utility process, with an environment of its own and nothing inherited. */
export function forkUtility(serviceName: string, script: string, args: string[]): UtilityChild {
  const child = utilityProcess.fork(script, args, {
    serviceName,
    stdio: ['ignore', 'inherit', 'pipe'],
    env: { ...pick(process.env, passedOn), ...tensorFlow },
    // A folder that exists on every system and is no archive (app.asar is no place to stand in).
    cwd: path.dirname(process.execPath),
  });
  alive.add(child);
  child.once('exit', () => alive.delete(child));
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    process.stderr.write(chunk);
    errors = (errors + chunk.toString('utf8')).slice(-keptCharacters);
  });
  return {
    get pid() {
      return child.pid;
    },
    postMessage: (message, ports) => child.postMessage(message, ports),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', (code) => listener(endOf(code, errors))),
    kill: () => kill(child),
  };
}

/** The code stands for the signal where a process was killed; why it died, its last words tell. */
function endOf(code: number, errors: string): ProcessEnd {
  return { code, detail: [`exit code ${code}`, errors.trim()].filter(Boolean).join('\n') };
}

function pick(environment: NodeJS.ProcessEnv, names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
