import { mkdir, readdir, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { MebaeError, type RunRecord } from '../../../preload/contract.ts';
import { maxParameters } from '../network/checks.ts';
import type { TrainerState, Weights } from '../trainers/trainer.ts';
import { writeFileAtomic } from './atomic.ts';
import { cardToKeep } from './card.ts';
import { readCard, readCheckpointCard } from './read-card.ts';
import { readLimited } from './read-limited.ts';
import { decodeRun, encodeRun, type SavedRun } from './run-file.ts';
import { Snapshots } from './snapshots.ts';

export const runFiles = { card: 'run.json', checkpoint: 'checkpoint.safetensors' } as const;
const snapshotsFolder = 'snapshots';

/**
 * The largest network's weights, those to go on from and two optimizer variables for each, with room
 * for the header: more than one file that is carried about may have.
 */
const checkpointBytes = maxParameters * 4 * Float32Array.BYTES_PER_ELEMENT + 32 * 1024 * 1024;

/** New values for parts of a card; undefined takes an optional part away. */
export type RunChange = Partial<Omit<RunRecord, 'stoppedAt' | 'failure' | 'snapshots'>> & {
  stoppedAt?: RunRecord['stoppedAt'] | undefined;
  failure?: RunRecord['failure'] | undefined;
};

/**
 * One run's folder: the card, the checkpoint once there is one, and the snapshots. Card and checkpoint are each
 * replaced as a whole; the checkpoint carries its own copy of the card, so that a process killed
 * between the two writes leaves nothing that contradicts itself (see `open`).
 */
export class RunFolder {
  #record: RunRecord;
  readonly #snapshots: Snapshots;
  /** Writes follow one another, or the older could be renamed over the newer. */
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly folder: string,
    record: RunRecord,
    snapshots: Snapshots,
  ) {
    this.#record = record;
    this.#snapshots = snapshots;
    this.amend({});
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
    const created = new RunFolder(folder, record, await openSnapshots(folder, 0));
    try {
      await created.update({});
    } catch (error) {
      // On a full disk an empty folder would be left, and pass for a damaged run at the next start.
      await rmdir(folder).catch(() => undefined);
      throw error;
    }
    return created;
  }

  /**
   * Reads the card. A run that was under way when its process ended becomes `interrupted`, with the
   * history of its last checkpoint, which may be ahead of the card.
   * @throws MebaeError run-unknown, run-damaged, run-too-new
   */
  static async open(folder: string): Promise<RunFolder> {
    const card = await readCard(path.join(folder, runFiles.card));
    const wasKilled = card.state === 'running' || card.state === 'paused';
    const change = wasKilled ? await mend(card, path.join(folder, runFiles.checkpoint)) : {};
    const { length: last } = change.history ?? card.history;
    const opened = new RunFolder(folder, card, await openSnapshots(folder, last));
    if (wasKilled) {
      await opened.#cleanUp();
      await opened.cutSnapshots(last);
      // On a disk that is full or read-only it is mended in memory, and again next time: not damaged.
      await opened.update(change).catch(() => undefined);
    }
    return opened;
  }

  /**
   * The run as of its last checkpoint, only to be looked at: nothing is mended or written, so that
   * another process that trains it is not disturbed.
   * @throws MebaeError run-unknown, run-damaged, run-too-new
   */
  static async read(folder: string): Promise<SavedRun> {
    const card = await readCard(path.join(folder, runFiles.card));
    return (await readCheckpointFile(folder)) ?? withoutWeights(card);
  }

  /** Changes the card in memory alone: what the next checkpoint will carry. */
  amend(change: RunChange): RunRecord {
    const { stoppedAt, failure, ...record } = { ...cardToKeep(this.#record), ...change };
    const snapshots = this.#snapshots.epochs;
    this.#record = {
      ...(record as RunRecord),
      ...(stoppedAt === undefined ? {} : { stoppedAt }),
      ...(failure === undefined ? {} : { failure }),
      ...(snapshots.length === 0 ? {} : { snapshots }),
    };
    return this.#record;
  }

  /** Changes the card, in memory at once and then on disk. @throws MebaeError write-failed */
  async update(change: RunChange): Promise<RunRecord> {
    const record = this.amend(change);
    await this.#write(runFiles.card, () => `${JSON.stringify(cardToKeep(record), null, 2)}\n`);
    return record;
  }

  /**
   * Replaces the checkpoint; it carries the card as it is now. A folder that was removed from outside
   * while the run trains is made again, with its card.
   * @throws MebaeError write-failed
   */
  async saveCheckpoint(weights: Weights | null, state: TrainerState | null): Promise<void> {
    const record = this.#record;
    const made = await mkdir(this.folder, { recursive: true }).catch(() => undefined);
    if (made !== undefined) await this.update({});
    await this.#write(runFiles.checkpoint, () => encodeRun({ record, weights, state }));
  }

  /**
   * The checkpoint with the card as it is now; without weights where none was written yet.
   * @throws MebaeError run-damaged, run-too-new
   */
  async readCheckpoint(): Promise<SavedRun> {
    await this.settled();
    const saved = await readCheckpointFile(this.folder);
    return saved ? { ...saved, record: this.#record } : withoutWeights(this.#record);
  }

  /** The weights that answer. @throws MebaeError no-weights-yet, run-damaged, run-too-new */
  async readWeights(): Promise<Weights> {
    const { weights } = await this.readCheckpoint();
    if (!weights) throw new MebaeError('no-weights-yet');
    return weights;
  }

  /**
   * Keeps the weights of an epoch that was just finished; older ones may be thinned out for it.
   * @throws MebaeError write-failed
   */
  async saveSnapshot(epoch: number, weights: Weights): Promise<void> {
    await this.#snapshots.save(epoch, this.#record.network, weights);
    this.amend({});
  }

  /** The weights of one of the record's `snapshots`. @throws MebaeError run-damaged */
  async readSnapshot(epoch: number): Promise<Weights> {
    return this.#snapshots.read(epoch, this.#record.network);
  }

  /** Forgets the snapshots of the epochs after this one. */
  async cutSnapshots(last: number): Promise<void> {
    await this.#snapshots.cut(last);
    this.amend({});
  }

  /** Resolves when every write asked for so far has ended, well or not. */
  async settled(): Promise<void> {
    await this.#writing.catch(() => undefined);
  }

  /** The same run after its folder was moved. */
  movedTo(folder: string): RunFolder {
    const snapshots = this.#snapshots.movedTo(path.join(folder, snapshotsFolder));
    return new RunFolder(folder, this.#record, snapshots);
  }

  #write(name: string, contents: () => Uint8Array | string): Promise<void> {
    const written = this.#writing
      .catch(() => undefined)
      .then(() => writeFileAtomic(path.join(this.folder, name), contents()));
    this.#writing = written;
    return written;
  }

  /** Removes the temporary files that a killed process left; one that stays only takes room. */
  async #cleanUp(): Promise<void> {
    const left = (await readdir(this.folder)).filter((name) => name.endsWith('.tmp'));
    await Promise.allSettled(left.map((name) => rm(path.join(this.folder, name), { force: true })));
  }
}

function openSnapshots(folder: string, last: number): Promise<Snapshots> {
  return Snapshots.open(path.join(folder, snapshotsFolder), last);
}

async function readCheckpointFile(folder: string): Promise<SavedRun | null> {
  const bytes = await readLimited(path.join(folder, runFiles.checkpoint), checkpointBytes);
  return bytes && decodeRun(bytes);
}

/** @throws MebaeError run-damaged where there should be weights */
function withoutWeights(record: RunRecord): SavedRun {
  if (record.weightsEpoch > 0) throw new MebaeError('run-damaged', 'no checkpoint');
  return { record, weights: null, state: null };
}

/** What a killed run's card lacks: its checkpoint has it. */
async function mend({ train }: RunRecord, checkpoint: string): Promise<RunChange> {
  const saved = await readCheckpointCard(checkpoint);
  const history = saved?.history ?? [];
  return {
    // Killed between the last checkpoint and the last card: nothing is missing.
    state: history.length >= train.epochs ? 'finished' : 'interrupted',
    history,
    weightsEpoch: saved?.weightsEpoch ?? 0,
    stoppedAt: saved?.stoppedAt,
  };
}
