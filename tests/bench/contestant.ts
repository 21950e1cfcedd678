import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Task } from './contestants/protocol.ts';

export interface Command {
  name: string;
  command: string;
  args: string[];
}

/** A contestant's process, waiting for its turn. */
export class Contestant {
  readonly #lines: AsyncIterator<string>;
  readonly seconds: number[] = [];

  private constructor(
    readonly name: string,
    private readonly child: ChildProcessWithoutNullStreams,
  ) {
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }

  /** Resolves when it has loaded and built everything; null where it ended before. */
  static async start({ name, command, args }: Command, task: Task): Promise<Contestant | null> {
    const child = spawn(command, [...args, JSON.stringify(task)]);
    // The libraries' chatter; shown only where a contestant fails.
    let chatter = '';
    child.stderr.on('data', (data: Buffer) => (chatter = (chatter + data.toString()).slice(-2000)));
    child.on('error', (error) => (chatter += error.message));
    const contestant = new Contestant(name, child);
    if (await contestant.#line('ready')) return contestant;
    console.error(`${name} could not start:\n${chatter}`);
    return null;
  }

  /** Trains one epoch. */
  async epoch({ warmUp }: { warmUp: boolean }): Promise<void> {
    this.child.stdin.write('epoch\n');
    const line = await this.#line('seconds');
    if (line === null) throw new Error(`${this.name} ended during an epoch`);
    if (!warmUp) this.seconds.push(Number(line.split(' ')[1]));
  }

  /** Ends its process. */
  async end(): Promise<void> {
    this.child.stdin.end('end\n');
    await new Promise((resolve) => this.child.once('exit', resolve));
  }

  async #line(start: string): Promise<string | null> {
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done) return null;
      if ((value as string).startsWith(start)) return value as string;
    }
  }
}
