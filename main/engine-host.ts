import * as v from 'valibot';
import type { EngineKind, EngineStatus } from '../preload/contract.ts';
import type { WhyNotNative } from './engine-probe.ts';
import { RestartPolicy } from './restart-policy.ts';

/** How a process ended: its exit code, and what is known beyond it, for the log and the curious. */
export interface ProcessEnd {
  code: number;
  detail: string;
}

/** A child process as the host needs it. */
export interface ChildProcess {
  readonly pid: number | undefined;
  postMessage(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (end: ProcessEnd) => void): void;
  kill(): void;
}

export interface EnginePlan {
  engine: EngineKind;
  whyNotNative: WhyNotNative | null;
}

export interface EngineHostOptions<P extends ChildProcess> {
  /** Forks the engine for this plan. */
  fork(plan: EnginePlan): P;
  /** Which engine can run on this machine; it takes a moment where it must be tried. */
  probe(): Promise<EnginePlan>;
  /** Told that native TensorFlow died before it was ready, though the probe had let it through. */
  nativeFailed(): void;
  onStatus(status: EngineStatus): void;
  policy?: RestartPolicy;
  /** How long the engine may take to get ready, in milliseconds: a cold disk reads 600 MB of TensorFlow. */
  startDeadline?: number;
}

/** Requests for the engine that one window may have waiting. */
const maximumWaiting = 8;

/** What the engine tells main; requests and training data pass between window and engine alone. */
const EngineReportSchema = v.variant('kind', [
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('training'), active: v.boolean() }),
]);

/**
 * Keeps one engine running: starts it, starts it again when it dies, gives up when it dies again and
 * again, and ends it with the application. The rest of main asks it for the engine and is told how it is.
 */
export class EngineHost<P extends ChildProcess> {
  #plan: EnginePlan | null = null;
  #child: P | null = null;
  #status: EngineStatus = { state: 'starting' };
  #training = false;
  #ending = false;
  #restarts = 0;
  #retry: NodeJS.Timeout | undefined;
  readonly #policy: RestartPolicy;
  #waiting: { key: number; use: (child: P) => void }[] = [];

  constructor(private readonly options: EngineHostOptions<P>) {
    this.#policy = options.policy ?? new RestartPolicy();
  }

  get status(): EngineStatus {
    return this.#status;
  }

  /** Whether a training is under way (running or paused). */
  get training(): boolean {
    return this.#training;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Probes, then forks. */
  async start(): Promise<void> {
    this.#setStatus({ state: 'starting' });
    this.#plan ??= await this.options.probe();
    if (!this.#ending) this.#fork(this.#plan);
  }

  /** Tries again after the host has given up; otherwise there is nothing to do. */
  restart(): void {
    if (this.#status.state !== 'down' || this.#ending) return;
    this.#policy.forget();
    void this.start();
  }

  /**
   * Calls back with the engine, now or once it is ready, on behalf of a key (a window). False: it has
   * to wait. Of a key that asks and asks, the last few count.
   */
  whenReady(key: number, use: (child: P) => void): boolean {
    if (this.#status.state === 'ready' && this.#child) {
      use(this.#child);
      return true;
    }
    const own = this.#waiting.filter((waiting) => waiting.key === key);
    const tooOld = own.length < maximumWaiting ? undefined : own[0];
    this.#waiting = this.#waiting.filter((waiting) => waiting !== tooOld);
    this.#waiting.push({ key, use });
    return false;
  }

  /** No longer waits for the engine on behalf of this key. */
  forget(key: number): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting.key !== key);
  }

  /**
   * Asks the engine to end: it stops the training with the weights so far kept. Killed at the
   * deadline, in milliseconds; the checkpoint of the last epoch is on the disk even then.
   */
  async quit(deadline: number): Promise<void> {
    this.#ending = true;
    clearTimeout(this.#retry);
    const child = this.#child;
    if (!child) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => child.kill(), deadline);
      child.onExit(() => {
        clearTimeout(timer);
        resolve();
      });
      child.postMessage({ kind: 'quit' });
    });
  }

  #fork(plan: EnginePlan): void {
    const child = this.options.fork(plan);
    this.#child = child;
    let ready = false;
    const tooSlow = setTimeout(() => child.kill(), this.options.startDeadline ?? 90_000);
    child.onMessage((message) => {
      const report = v.safeParse(EngineReportSchema, message);
      if (!report.success) return;
      if (report.output.kind === 'training') this.#training = report.output.active;
      else if (!ready) {
        ready = true;
        clearTimeout(tooSlow);
        this.#becomeReady(child);
      }
    });
    child.onExit((end) => {
      clearTimeout(tooSlow);
      if (this.#child !== child) return;
      this.#child = null;
      this.#training = false;
      if (!this.#ending) this.#recover(plan, ready, end.detail);
    });
  }

  #becomeReady(child: P): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#status = { state: 'ready' };
    for (const { use } of waiting) use(child);
    this.options.onStatus(this.#status);
  }

  #recover(plan: EnginePlan, wasReady: boolean, reason: string): void {
    if (plan.engine === 'native' && !wasReady) {
      this.options.nativeFailed();
      this.#plan = { engine: 'portable', whyNotNative: { code: 'native-died', detail: reason } };
    }
    const wait = this.#policy.afterDeath();
    if (wait === null) {
      this.#setStatus({ state: 'down', reason });
      return;
    }
    this.#restarts += 1;
    this.#setStatus({ state: 'restarting', reason, restarts: this.#restarts });
    this.#retry = setTimeout(() => this.#fork(this.#plan ?? plan), wait);
  }

  #setStatus(status: EngineStatus): void {
    this.#status = status;
    this.options.onStatus(status);
  }
}
