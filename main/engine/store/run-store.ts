import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import {
  engineLimits,
  MebaeError,
  RunIdSchema,
  toFailure,
  type Failure,
  type RunRecord,
} from '../../../preload/contract.ts';
import { encodeRun, type SavedRun } from './run-file.ts';
import { RunFolder } from './run-folder.ts';
import { newRunId } from './run-id.ts';

/** A folder that holds no run that can be read. It is left as it is. */
export interface DamagedRun {
  folder: string;
  failure: Failure;
}

/**
 * All runs of one user: DATA/runs/<id>, and DATA/trash/<id> for those put aside. The trash is emptied
 * when the engine ends, and when it starts, in case it was killed.
 */
export class RunStore {
  readonly #runs = new Map<string, RunFolder>();
  readonly #trash = new Map<string, RunFolder>();
  readonly #damaged: DamagedRun[] = [];

  private constructor(private readonly data: string) {}

  /** Reads every card. @throws MebaeError write-failed where the folder can't be made */
  static async open(data: string): Promise<RunStore> {
    const store = new RunStore(data);
    try {
      await mkdir(store.#place('runs'), { recursive: true });
    } catch (error) {
      throw new MebaeError('write-failed', (error as Error).message);
    }
    await store.emptyTrash();
    for (const entry of await readdir(store.#place('runs'), { withFileTypes: true })) {
      if (entry.isDirectory()) await store.#openRun(entry.name);
    }
    return store;
  }

  /** Newest first. */
  list(): RunRecord[] {
    return [...this.#runs.values()]
      .map(({ record }) => record)
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }

  damaged(): DamagedRun[] {
    return [...this.#damaged];
  }

  /** @throws MebaeError run-unknown */
  get(id: string): RunFolder {
    const run = this.#runs.get(id);
    if (!run) throw new MebaeError('run-unknown', id);
    return run;
  }

  /** A new run with an id of its own. @throws MebaeError write-failed */
  async create(record: Omit<RunRecord, 'id'>): Promise<RunFolder> {
    const id = newRunId();
    const run = await RunFolder.create(this.#place('runs', id), { ...record, id });
    this.#runs.set(id, run);
    return run;
  }

  /** Puts the run aside. @throws MebaeError run-unknown, write-failed */
  async delete(id: string): Promise<void> {
    await this.#move(id, this.#runs, 'runs', this.#trash, 'trash');
  }

  /** Brings a run back that was put aside. @throws MebaeError run-unknown, write-failed */
  async restore(id: string): Promise<RunRecord> {
    return (await this.#move(id, this.#trash, 'trash', this.#runs, 'runs')).record;
  }

  /**
   * The run as one file.
   * @throws MebaeError run-unknown, run-damaged, too-many-bytes where no Mebae would open it again
   */
  async export(id: string): Promise<Uint8Array> {
    const bytes = encodeRun(await this.get(id).readCheckpoint());
    const limit = engineLimits.runBytes;
    if (bytes.length > limit) {
      throw new MebaeError('too-many-bytes', `${bytes.length} bytes`, { limit });
    }
    return bytes;
  }

  /**
   * Takes in a run from elsewhere. It gets a new id where the store has its own already.
   * @throws MebaeError write-failed
   */
  async import(saved: SavedRun): Promise<RunRecord> {
    const { id, state } = saved.record;
    const taken = this.#runs.has(id) || this.#trash.has(id) || this.#isDamaged(id);
    const record: RunRecord = {
      ...saved.record,
      id: taken ? newRunId() : id,
      state: state === 'running' || state === 'paused' ? 'interrupted' : state,
    };
    const folder = this.#place('runs', record.id);
    const run = await RunFolder.create(folder, record);
    try {
      await run.saveCheckpoint(saved.weights, saved.state);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    this.#runs.set(record.id, run);
    return record;
  }

  async emptyTrash(): Promise<void> {
    this.#trash.clear();
    await rm(this.#place('trash'), { recursive: true, force: true }).catch(() => undefined);
  }

  async #openRun(name: string): Promise<void> {
    try {
      if (!v.is(RunIdSchema, name)) throw new MebaeError('run-damaged', 'not the name of a run');
      const run = await RunFolder.open(this.#place('runs', name));
      // A folder copied or renamed by hand keeps its card's old id: the folder's name decides.
      if (run.record.id !== name) run.amend({ id: name });
      this.#runs.set(name, run);
    } catch (error) {
      this.#damaged.push({ folder: name, failure: toFailure(error) });
    }
  }

  async #move(
    id: string,
    from: Map<string, RunFolder>,
    fromPlace: 'runs' | 'trash',
    to: Map<string, RunFolder>,
    toPlace: 'runs' | 'trash',
  ): Promise<RunFolder> {
    const run = from.get(id);
    if (!run) throw new MebaeError('run-unknown', id);
    try {
      await run.settled();
      await mkdir(this.#place(toPlace), { recursive: true });
      await rename(this.#place(fromPlace, id), this.#place(toPlace, id));
    } catch (error) {
      throw new MebaeError('write-failed', (error as Error).message);
    }
    const moved = run.movedTo(this.#place(toPlace, id));
    from.delete(id);
    to.set(id, moved);
    return moved;
  }

  #isDamaged(id: string): boolean {
    return this.#damaged.some(({ folder }) => folder === id);
  }

  #place(...names: string[]): string {
    return path.join(this.data, ...names);
  }
}
