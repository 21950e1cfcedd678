import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

export const checkout = path.resolve(import.meta.dirname, '../../..');

type Line = { type: string } & Record<string, unknown>;

/** A running `mebae`: a process of its own, as a user starts it. */
export class Program {
  readonly lines: Line[] = [];
  stdout = '';
  stderr = '';
  readonly exit: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  readonly #child: ChildProcess;
  #ended = false;
  readonly #watchers = new Set<() => void>();

  constructor(
    args: string[],
    { env = {}, cwd = checkout }: { env?: Record<string, string>; cwd?: string } = {},
  ) {
    const tsx = import.meta.resolve('tsx');
    const script = path.join(checkout, 'main/engine/cli.ts');
    this.#child = spawn(process.execPath, ['--import', tsx, script, ...args], {
      cwd,
      env: { ...process.env, LANG: 'C', LC_ALL: 'C', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let rest = '';
    this.#child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      if (args.includes('--json'))
        this.lines.push(...lines.map((line) => JSON.parse(line) as Line));
      for (const watch of this.#watchers) watch();
    });
    this.#child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.exit = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => {
        this.#ended = true;
        resolve({ code, signal });
        for (const watch of this.#watchers) watch();
      });
    });
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** The first line that fits, past or to come. */
  async line(fits: (line: Line) => boolean): Promise<Line> {
    for (;;) {
      const found = this.lines.find(fits);
      if (found) return found;
      if (this.#ended) throw new Error(`ended without it: ${this.stderr}`);
      await new Promise<void>((resolve) => {
        const watch = () => {
          this.#watchers.delete(watch);
          resolve();
        };
        this.#watchers.add(watch);
      });
    }
  }

  of(type: string): Line[] {
    return this.lines.filter((line) => line.type === type);
  }
}

/** Runs a command to its end. */
export async function mebae(
  args: string[],
  options: ConstructorParameters<typeof Program>[1] = {},
) {
  const program = new Program(args, options);
  const { code } = await program.exit;
  return { code, program, stdout: program.stdout, stderr: program.stderr };
}
