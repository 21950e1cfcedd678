import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { MebaeError, type NetworkSpec } from '../../../preload/contract.ts';
import { countParameters } from '../network/parameters.ts';
import type { Weights } from '../trainers/trainer.ts';
import { writeFileAtomic } from './atomic.ts';
import { readLimited } from './read-limited.ts';
import { decodeTensors, encodeTensors } from './safetensors.ts';
import { thinned } from './thinning.ts';
import { requireFinite, weightsInOrder } from './weights-in-file.ts';

/** Bytes of weights that one run's snapshots may take; above it they are thinned out. */
export const snapshotBudget = 256 * 1024 * 1024;

const format = 'mebae-snapshot';
const version = '1';
const fileName = /^epoch-(\d{4})\.safetensors$/;
/** A header with the names of all weights that a network may have is a tenth of this. */
const headerRoom = 128 * 1024;

/** The weights of a run's epochs gone by: a file each, in a folder that is made with the first. */
export class Snapshots {
  #epochs: number[];

  private constructor(
    private readonly folder: string,
    epochs: number[],
    private readonly budget: number,
  ) {
    this.#epochs = epochs;
  }

  /** Those of the epochs 1 to `last`: what else lies in the folder is left alone. `budget` in bytes. */
  static async open(folder: string, last: number, budget = snapshotBudget): Promise<Snapshots> {
    const names = await readdir(folder).catch(() => []);
    const epochs = names
      .flatMap((name) => Number(fileName.exec(name)?.[1] ?? []))
      .filter((epoch) => epoch >= 1 && epoch <= last)
      .sort((a, b) => a - b);
    return new Snapshots(folder, epochs, budget);
  }

  /** Epochs whose weights are kept, in order. */
  get epochs(): number[] {
    return [...this.#epochs];
  }

  /**
   * Keeps the weights of an epoch later than all others, and thins these out to the budget.
   * @throws MebaeError write-failed
   */
  async save(epoch: number, network: NetworkSpec, weights: Weights): Promise<void> {
    const most = Math.floor(this.budget / weightBytes(network));
    const kept = thinned([...this.#epochs.filter((other) => other !== epoch), epoch], most);
    if (kept.includes(epoch)) await this.#write(epoch, weights);
    await this.#keep(kept);
  }

  /** @throws MebaeError run-damaged, with `epoch`; the others are none the worse */
  async read(epoch: number, network: NetworkSpec): Promise<Weights> {
    const name = nameOf(epoch);
    try {
      const bytes = await readLimited(
        path.join(this.folder, name),
        weightBytes(network) + headerRoom,
      );
      if (!bytes) throw new MebaeError('run-damaged', 'gone');
      const { metadata, tensors } = decodeTensors(bytes);
      if (metadata['format'] !== format || metadata['version'] !== version) {
        throw new MebaeError('run-damaged', 'not a snapshot');
      }
      if (metadata['epoch'] !== String(epoch)) {
        throw new MebaeError('run-damaged', 'the snapshot of another epoch');
      }
      requireFinite(tensors);
      return weightsInOrder(network, tensors);
    } catch (error) {
      throw new MebaeError('run-damaged', `${name}: ${(error as Error).message}`, { epoch });
    }
  }

  /** Forgets the epochs after this one, and what a killed process left half-written. */
  async cut(last: number): Promise<void> {
    await this.#keep(this.#epochs.filter((epoch) => epoch <= last));
    const names = await readdir(this.folder).catch(() => []);
    const spare = names.filter((name) => {
      const epoch = fileName.exec(name)?.[1];
      return name.endsWith('.tmp') || (epoch !== undefined && Number(epoch) > last);
    });
    await Promise.all(spare.map((name) => this.#remove(name)));
  }

  /** The same snapshots after their folder was moved. */
  movedTo(folder: string): Snapshots {
    return new Snapshots(folder, this.epochs, this.budget);
  }

  async #write(epoch: number, weights: Weights): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true });
    } catch (error) {
      throw new MebaeError('write-failed', (error as Error).message);
    }
    const metadata = { format, version, epoch: String(epoch) };
    await writeFileAtomic(
      path.join(this.folder, nameOf(epoch)),
      encodeTensors({ metadata, tensors: weights }),
    );
  }

  async #keep(epochs: number[]): Promise<void> {
    const gone = this.#epochs.filter((epoch) => !epochs.includes(epoch));
    this.#epochs = epochs;
    await Promise.all(gone.map((epoch) => this.#remove(nameOf(epoch))));
  }

  /** A file that can't be removed only takes room. */
  async #remove(name: string): Promise<void> {
    await rm(path.join(this.folder, name), { force: true }).catch(() => undefined);
  }
}

function nameOf(epoch: number): string {
  return `epoch-${String(epoch).padStart(4, '0')}.safetensors`;
}

function weightBytes(network: NetworkSpec): number {
  return countParameters(network) * Float32Array.BYTES_PER_ELEMENT;
}
