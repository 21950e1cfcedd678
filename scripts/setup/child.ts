import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

export interface ChildOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  signal?: AbortSignal;
  /** Milliseconds after which the child is ended. */
  limit?: number;
  /** Needed for npm on Windows, a script that only a shell starts. */
  shell?: boolean;
  /** Shows the child's output as it comes, on stderr; otherwise only its last lines, in the error. */
  show?: boolean;
}

const keptOutput = 4000;

/**
 * Runs a program to its end and returns what it wrote to stdout.
 * @throws Error with the reason: it could not be started, took too long, or its last words.
 */
export function runChild(
  command: string,
  args: string[],
  { signal, limit, show = false, ...options }: ChildOptions = {},
): Promise<string> {
  const signals = [signal, limit ? AbortSignal.timeout(limit) : undefined];
  const combined = AbortSignal.any(signals.filter((each) => each !== undefined));
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      signal: combined,
      stdio: show ? ['ignore', 2, 2] : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let lastWords = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += String(chunk);
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      lastWords = (lastWords + String(chunk)).slice(-keptOutput);
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') reject(new Error(`${command} is not on this computer`));
      else if (error.name === 'AbortError') reject(new Error(`${command} took too long`));
      else reject(error);
    });
    child.on('close', (code, killedBy) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ended with ${killedBy ?? code}: ${lastLine(lastWords)}`));
    });
  });
}

const lastLine = (text: string) => text.trim().split('\n').at(-1) ?? '';

/** Bytes of all files in a folder and below; what vanishes meanwhile counts nothing. */
export async function folderBytes(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) => stat(path.join(folder, name)).catch(() => null)),
  );
  return sizes.reduce((sum, entry) => sum + (entry?.isFile() ? entry.size : 0), 0);
}
