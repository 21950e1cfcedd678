import { mkdir, open, readFile, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { MebaeError, type RunRecord } from '../../../preload/contract.ts';
import { maxParameters } from '../network/checks.ts';
import type { TrainerState, Weights } from '../trainers/trainer.ts';
import { writeFileAtomic } from './atomic.ts';
import { cardLimits, parseCard } from './card.ts';
import { cardOf, decodeRun, encodeRun, type SavedRun } from './run-file.ts';
import { decodeHeader, headerLengthOf } from './safetensors.ts';

export const runFiles = { card: 'run.json', checkpoint: 'checkpoint.safetensors' } as const;

/**
 * The largest network's weights, those to go on from and two optimizer variables for each, with room
 * for the header: more than one file that is carried about may have.
 */
const checkpointBytes = maxParameters * 4 * Float32Array.BYTES_PER_ELEMENT + 32 * 1024 * 1024;

/** New values for parts of a card; undefined takes an optional part away. */
export type RunChange = Partial<Omit<RunRecord, 'stoppedAt' | 'failure'>> & {
  stoppedAt?: RunRecord['stoppedAt'] | undefined;
  failure?: RunRecord['failure'] | undefined;
};

/**
 * One run's folder: the card, and the checkpoint once there is one. Card and checkpoint are each
 * replaced as a whole; the checkpoint carries its own copy of the card, so that a process killed
 * between the two writes leaves nothing that contradicts itself (see `open`).
 */
export class RunFolder {
  #record: RunRecord;
  /** Writes follow one another, or the older could be renamed over the newer. */
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly folder: string,
    record: RunRecord,
  ) {
    this.#record = record;
  }

  get record(): RunRecord {
    return this.#record;
  }

  /** A new folder with a card. @throws MebaeError write-failed, also where a run is there already */
  static async create(folder: string, record: RunRecord): Promise<RunFolder> {
    try {
      await mkdir(folder, { recursive: true });
      if ((await readdir(folder)).includes(runFiles.card)) throw new Error('holds a run already');
    } catch (error) {
      throw new MebaeError('write-failed', `${folder}: ${(error as Error).message}`);
    }
    const created = new RunFolder(folder, record);
    await created.update({});
    return created;
  }

  /**
   * Reads the card. A run that was under way when its process ended becomes `interrupted`, with the
   * history of its last checkpoint, which may be ahead of the card.
   * @throws MebaeError run-unknown, run-damaged, run-too-new
   */
  static async open(folder: string): Promise<RunFolder> {
    const opened = new RunFolder(folder, parseCard(await readCard(folder)));
    const { state, train } = opened.record;
    if (state === 'running' || state === 'paused') {
      await opened.#cleanUp();
      const saved = await readSavedCard(path.join(folder, runFiles.checkpoint));
      const history = saved?.history ?? [];
      await opened.update({
        // Killed between the last checkpoint and the last card: nothing is missing.
        state: history.length >= train.epochs ? 'finished' : 'interrupted',
        history,
        weightsEpoch: saved?.weightsEpoch ?? 0,
        stoppedAt: saved?.stoppedAt,
      });
    }
    return opened;
  }

  /** Changes the card in memory alone: what the next checkpoint will carry. */
  amend(change: RunChange): RunRecord {
    const { stoppedAt, failure, ...record } = { ...this.#record, ...change };
    this.#record = {
      ...(record as RunRecord),
      ...(stoppedAt === undefined ? {} : { stoppedAt }),
      ...(failure === undefined ? {} : { failure }),
    };
    return this.#record;
  }

  /** Changes the card, in memory at once and then on disk. @throws MebaeError write-failed */
  async update(change: RunChange): Promise<RunRecord> {
    const record = this.amend(change);
    await this.#write(runFiles.card, () => `${JSON.stringify(record, null, 2)}\n`);
    return record;
  }

  /** Replaces the checkpoint; it carries the card as it is now. @throws MebaeError write-failed */
  async saveCheckpoint(weights: Weights | null, state: TrainerState | null): Promise<void> {
    const record = this.#record;
    await this.#write(runFiles.checkpoint, () => encodeRun({ record, weights, state }));
  }

  /**
   * The checkpoint with the card as it is now; without weights where none was written yet.
   * @throws MebaeError run-damaged, run-too-new
   */
  async readCheckpoint(): Promise<SavedRun> {
    await this.settled();
    const file = path.join(this.folder, runFiles.checkpoint);
    const bytes = await readLimited(file, checkpointBytes);
    if (!bytes) {
      if (this.#record.weightsEpoch > 0) throw new MebaeError('run-damaged', 'no checkpoint');
      return { record: this.#record, weights: null, state: null };
    }
    const { weights, state } = decodeRun(bytes);
    return { record: this.#record, weights, state };
  }

  /** The weights that answer. @throws MebaeError no-weights-yet, run-damaged, run-too-new */
  async readWeights(): Promise<Weights> {
    const { weights } = await this.readCheckpoint();
    if (!weights) throw new MebaeError('no-weights-yet');
    return weights;
  }

  /** Resolves when every write asked for so far has ended, well or not. */
  async settled(): Promise<void> {
    await this.#writing.catch(() => undefined);
  }

  /** The same run after its folder was moved. */
  movedTo(folder: string): RunFolder {
    return new RunFolder(folder, this.#record);
  }

  #write(name: string, contents: () => Uint8Array | string): Promise<void> {
    const written = this.#writing
      .catch(() => undefined)
      .then(() => writeFileAtomic(path.join(this.folder, name), contents()));
    this.#writing = written;
    return written;
  }

  /** Removes the temporary files that a killed process left. */
  async #cleanUp(): Promise<void> {
    const left = (await readdir(this.folder)).filter((name) => name.endsWith('.tmp'));
    await Promise.all(left.map((name) => rm(path.join(this.folder, name), { force: true })));
  }
}

async function readCard(folder: string): Promise<string> {
  const bytes = await readLimited(path.join(folder, runFiles.card), cardLimits.characters);
  if (!bytes) throw new MebaeError('run-unknown', `${folder}: no ${runFiles.card}`);
  return new TextDecoder().decode(bytes);
}

/** The card that the checkpoint carries, without reading its tensors; null where there is none. */
async function readSavedCard(file: string): Promise<RunRecord | null> {
  const handle = await open(file, 'r').catch(() => null);
  if (!handle) return null;
  try {
    const { size } = await handle.stat();
    const start = Buffer.alloc(8);
    const { bytesRead } = await handle.read(start, 0, 8, 0);
    const headerLength = headerLengthOf(start.subarray(0, bytesRead), size);
    const json = Buffer.alloc(headerLength);
    await handle.read(json, 0, headerLength, 8);
    return cardOf(decodeHeader(json, size - 8 - headerLength).metadata);
  } finally {
    await handle.close();
  }
}

/** A file's bytes, its size checked before memory is taken; null where it isn't there. */
async function readLimited(file: string, limit: number): Promise<Uint8Array | null> {
  try {
    const { size } = await stat(file);
    if (size > limit) throw new MebaeError('run-damaged', `${path.basename(file)} is too large`);
    return await readFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    if (error instanceof MebaeError) throw error;
    throw new MebaeError('run-damaged', (error as Error).message);
  }
}
