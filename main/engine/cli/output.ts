/** What is used of process.stdout and process.stderr. */
export interface TextStream {
  write(text: string): unknown;
  isTTY?: boolean | undefined;
  columns?: number | undefined;
}

/** What a command says: JSON lines for programs, or text for people. Never both on stdout. */
export class Output {
  #hasBar = false;

  constructor(
    readonly json: boolean,
    private readonly stdout: TextStream,
    private readonly stderr: TextStream,
  ) {}

  /** Whether a bar can move here. */
  get isTerminal(): boolean {
    return !this.json && this.stdout.isTTY === true;
  }

  get columns(): number {
    return this.stdout.columns ?? 80;
  }

  /** One JSON object; nothing without --json. */
  event(value: { type: string } & Record<string, unknown>): void {
    if (this.json) this.stdout.write(`${JSON.stringify(value)}\n`);
  }

  /** A line for people; nothing with --json. */
  line(text: string): void {
    if (this.json) return;
    this.clearBar();
    this.stdout.write(`${text}\n`);
  }

  /** A line about something that went wrong; nothing with --json. */
  errorLine(text: string): void {
    if (this.json) return;
    this.clearBar();
    this.stderr.write(`${text}\n`);
  }

  /** Draws over the last bar; nothing where there is no terminal. */
  bar(text: string): void {
    if (!this.isTerminal) return;
    this.#hasBar = true;
    this.stdout.write(`\r\u001b[K${text}`);
  }

  clearBar(): void {
    if (!this.#hasBar) return;
    this.#hasBar = false;
    this.stdout.write('\r\u001b[K');
  }
}
