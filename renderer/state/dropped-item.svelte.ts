import { engineLimits, type Failure, type PreparedPicture } from '../../preload/contract.ts';

export type Outcome =
  | { status: 'waiting' | 'reading' }
  | { status: 'failed'; failure: Failure }
  | {
      status: 'classified';
      /** `original.rgba` is empty once a hundred younger pictures came; `classifyAgain([item])` brings it back. */
      prepared: PreparedPicture;
      /** Softmax outputs, one a class of run `runId` with the weights of `epoch`. */
      probabilities: Float32Array;
      runId: string;
      epoch: number;
    };

/** One file that came to the window, and what became of it. Reactive by itself: the list is not copied. */
export class DroppedItem {
  outcome = $state.raw<Outcome>({ status: 'waiting' });
  /** The run asked for; null: whichever answers when its turn comes. */
  wanted: string | null = null;
  /** How often the engine died while it was read. */
  deaths = 0;

  constructor(
    readonly id: number,
    readonly name: string,
    /** null: a folder. */
    readonly file: File | null,
  ) {}

  get status(): Outcome['status'] {
    return this.outcome.status;
  }

  get failure(): Failure | null {
    return this.outcome.status === 'failed' ? this.outcome.failure : null;
  }

  get prepared(): PreparedPicture | null {
    return this.outcome.status === 'classified' ? this.outcome.prepared : null;
  }

  get probabilities(): Float32Array | null {
    return this.outcome.status === 'classified' ? this.outcome.probabilities : null;
  }

  get runId(): string | null {
    return this.outcome.status === 'classified' ? this.outcome.runId : null;
  }

  get epoch(): number | null {
    return this.outcome.status === 'classified' ? this.outcome.epoch : null;
  }

  fail(failure: Failure): void {
    this.outcome = { status: 'failed', failure };
  }

  letGoOfOriginal(): void {
    if (this.outcome.status !== 'classified') return;
    const { original, ...rest } = this.outcome.prepared;
    const emptied = { ...rest, original: { ...original, rgba: new Uint8Array() } };
    this.outcome = { ...this.outcome, prepared: emptied };
  }
}

/** What is wrong with a file that its name and size tell, before a byte of it is read. */
export function refusal(file: File | null): Failure | null {
  if (!file) return { code: 'is-a-directory' };
  if (file.size === 0) return { code: 'empty-file' };
  if (file.size > engineLimits.imageBytes) {
    return {
      code: 'too-many-bytes',
      values: { limit: `${engineLimits.imageBytes / 1024 / 1024} MB` },
    };
  }
  return null;
}
