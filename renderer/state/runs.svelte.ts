import { hasWeights, type EngineEvent, type RunRecord } from '../../preload/contract.ts';
import type { EngineClient } from '../engine/client.ts';
import { saveFile } from '../engine/save-file.ts';

/** The runs that are kept, newest first, and the one being looked at. */
export class Runs {
  list = $state.raw<RunRecord[]>([]);
  #selectedId = $state<string | null>(null);

  /** The chosen run; the newest where none was chosen. */
  readonly selected = $derived(
    this.list.find((run) => run.id === this.#selectedId) ?? this.list[0] ?? null,
  );
  /** Runs that can answer: they have weights. */
  readonly usable = $derived(this.list.filter(hasWeights));

  /** Runs whose curves are shown beside the chosen one's. */
  #comparedIds = $state.raw<readonly string[]>([]);
  readonly compared = $derived(this.list.filter((run) => this.#comparedIds.includes(run.id)));

  constructor(private readonly client: EngineClient) {
    client.on((event) => this.#hear(event));
  }

  byId(id: string): RunRecord | null {
    return this.list.find((run) => run.id === id) ?? null;
  }

  select(id: string): void {
    this.#selectedId = id;
  }

  toggleCompared(id: string): void {
    const ids = this.#comparedIds;
    this.#comparedIds = ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
  }

  replace(runs: RunRecord[]): void {
    this.list = [...runs].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }

  put(run: RunRecord): void {
    this.replace([run, ...this.list.filter((other) => other.id !== run.id)]);
  }

  async rename(id: string, name: string): Promise<void> {
    this.put((await this.client.request('runs.rename', { runId: id, name })).run);
  }

  async remove(id: string): Promise<void> {
    await this.client.request('runs.delete', { runId: id });
    this.list = this.list.filter((run) => run.id !== id);
  }

  async restore(id: string): Promise<void> {
    this.put((await this.client.request('runs.restore', { runId: id })).run);
  }

  /** Saves the run as one file, to be opened on another computer. */
  async save(id: string): Promise<void> {
    const { fileName, bytes } = await this.client.request('runs.export', { runId: id });
    saveFile(fileName, bytes);
  }

  /** Opens a run that was saved as one file. */
  async open(bytes: Uint8Array): Promise<RunRecord> {
    const { run } = await this.client.request('runs.import', { bytes });
    this.put(run);
    this.select(run.id);
    return run;
  }

  #hear(event: EngineEvent): void {
    if (event.event === 'run.changed' || event.event === 'training.ended') this.put(event.run);
    if (event.event === 'run.deleted') {
      this.list = this.list.filter((run) => run.id !== event.runId);
    }
    if (event.event === 'training.epoch') {
      const run = this.byId(event.runId);
      if (!run || run.history.some((record) => record.epoch === event.record.epoch)) return;
      this.put({
        ...run,
        history: [...run.history, event.record],
        weightsEpoch: event.record.epoch,
      });
    }
  }
}
