import { MebaeError, type EngineEvent, type RunRecord } from '../../../preload/contract.ts';
import type { RunFolder } from '../store/run-folder.ts';
import type { Trainer } from '../trainers/trainer.ts';
import { pixelsOf } from './data-requests.ts';
import type { DatasetCache } from './dataset-cache.ts';
import type { Handlers } from './handlers.ts';
import type { SessionParts } from './parts.ts';
import { newRecord, prepareTrainer, type TrainingRequest } from './prepare.ts';
import { goOn } from './resume.ts';
import { Training, type TrainingOptions } from './training.ts';
import type { Watches } from './watches.ts';

export interface TrainingContext {
  parts: SessionParts;
  datasets: DatasetCache;
  watches: Watches;
  broadcast(event: EngineEvent): void;
  /** A training begins or has ended. */
  activeChanged(active: boolean): void;
  /** The run's kept weights have changed. */
  forget(runId: string): void;
}

type Kinds =
  | 'training.start'
  | 'training.continue'
  | 'training.pause'
  | 'training.resume'
  | 'training.stop'
  | 'training.watch';

type Prepared = Omit<TrainingOptions, 'events'>;

/** The one training that may be under way, from the request that starts it to its end. */
export class TrainingDesk {
  #training: Training | null = null;
  #ended: Promise<void> = Promise.resolve();
  /** Between the request and the first step nothing else may start. */
  #preparing: Promise<unknown> | null = null;
  #closed = false;

  readonly handlers: Handlers<Kinds> = {
    'training.start': ({ network, train }) =>
      this.#launch(async () => {
        const request = await this.#request({ network, train, saved: null });
        const trainer = await prepareTrainer(request);
        const { store, appVersion } = this.context.parts;
        return keeping(trainer, async () => ({
          folder: await store.create(newRecord(request, appVersion)),
          trainer,
          saved: null,
        }));
      }),
    'training.continue': ({ runId, epochs }) =>
      this.#launch(async () => {
        const folder = this.context.parts.store.get(runId);
        const saved = await folder.readCheckpoint();
        const train = { ...folder.record.train, epochs: epochs ?? folder.record.train.epochs };
        const request = await this.#request({ network: folder.record.network, train, saved });
        const trainer = await goOn(folder, request);
        return { folder, trainer, saved };
      }),
    'training.pause': async () => {
      const training = this.#required();
      if (!training.paused) training.pause();
      this.#cardChanged(training.runId);
      return {};
    },
    'training.resume': async () => {
      const training = this.#required();
      if (training.paused) training.resume();
      this.#cardChanged(training.runId);
      return {};
    },
    'training.stop': async () => {
      this.#required().stop();
      await this.#ended;
      return {};
    },
    'training.watch': async ({ dataset, ids, kernel }, client) => {
      const { watches, datasets } = this.context;
      if (ids.length === 0) {
        watches.end(client);
        return {};
      }
      const data = await datasets.get(dataset);
      const { height, width, channels } = data.info;
      const input = { height, width, channels };
      watches.set(client, { input, images: pixelsOf(data, ids), count: ids.length, kernel });
      const training = this.#training;
      await training?.ask((trainer) => watches.lookFor(client, trainer, training));
      return {};
    },
  };

  constructor(private readonly context: TrainingContext) {}

  get active(): Training | null {
    return this.#training;
  }

  /** Stops what is under way; resolves when its weights are written. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#preparing?.catch(() => undefined);
    this.#training?.stop();
    await this.#ended;
  }

  #required(): Training {
    if (!this.#training) throw new MebaeError('not-training');
    return this.#training;
  }

  async #request(
    part: Pick<TrainingRequest, 'network' | 'train' | 'saved'>,
  ): Promise<TrainingRequest> {
    const [dataset, { backend }] = await Promise.all([
      this.context.datasets.get(part.train.dataset),
      this.context.parts.engine,
    ]);
    return { ...part, dataset, backend, availableMemory: this.context.parts.availableMemory() };
  }

  async #launch(prepare: () => Promise<Prepared>): Promise<{ run: RunRecord }> {
    if (this.#training || this.#preparing || this.#closed) throw new MebaeError('busy');
    const preparing = prepare().then((prepared) => this.#begin(prepared));
    this.#preparing = preparing;
    try {
      return { run: await preparing };
    } finally {
      this.#preparing = null;
    }
  }

  #begin(prepared: Prepared): RunRecord {
    const { record } = prepared.folder;
    const { broadcast } = this.context;
    const training: Training = new Training({
      ...prepared,
      events: {
        progress: (progress, points) => broadcast({ event: 'training.progress', progress, points }),
        epoch: (epoch) => {
          broadcast({ event: 'training.epoch', runId: training.runId, record: epoch });
          // Which snapshots there are, and with early stopping, whose weights answer.
          this.#cardChanged(training.runId);
        },
        moved: (trainer, halts) => this.context.watches.look(trainer, training, halts),
      },
    });
    this.#training = training;
    this.context.forget(record.id);
    this.context.activeChanged(true);
    broadcast({ event: 'run.changed', run: record });
    this.#ended = training.run().then((run) => this.#end(run));
    return record;
  }

  #end(run: RunRecord): void {
    this.#training = null;
    this.context.forget(run.id);
    this.context.activeChanged(false);
    this.context.broadcast({ event: 'training.ended', run });
  }

  #cardChanged(runId: string): void {
    this.context.broadcast({
      event: 'run.changed',
      run: this.context.parts.store.get(runId).record,
    });
  }
}

/** Frees the trainer where what comes next fails. */
async function keeping<T extends { folder: RunFolder }>(
  trainer: Trainer,
  next: () => Promise<T>,
): Promise<T> {
  try {
    return await next();
  } catch (error) {
    trainer.dispose();
    throw error;
  }
}
