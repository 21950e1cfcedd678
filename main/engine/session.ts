import type { EngineInfo } from '../../preload/contract.ts';
import { answerRequests } from './session/answer-requests.ts';
import { Answers } from './session/answers.ts';
import { Classifiers } from './session/classifiers.ts';
import { dataRequests } from './session/data-requests.ts';
import { DatasetCache } from './session/dataset-cache.ts';
import { Desk, type ClientPort } from './session/desk.ts';
import { lookRequests } from './session/look-requests.ts';
import type { SessionParts } from './session/parts.ts';
import { runRequests } from './session/run-requests.ts';
import { stepRequests } from './session/step-requests.ts';
import { TrainingDesk } from './session/training-requests.ts';
import { Watches } from './session/watches.ts';

/** Requests in, replies and events out; owns the training under way, whoever watches. */
export class Session {
  readonly #datasets: DatasetCache;
  readonly #classifiers = new Classifiers();
  readonly #trainings: TrainingDesk;
  readonly #desk: Desk;
  readonly #activeListeners = new Set<(active: boolean) => void>();

  constructor(private readonly parts: SessionParts) {
    const broadcast = (event: Parameters<Desk['broadcast']>[0]) => this.#desk.broadcast(event);
    const forget = (runId: string) => this.#classifiers.drop(runId);
    const watches = new Watches((client, event) => this.#desk.tell(client, event));
    const backend = async () => (await parts.engine).backend;
    const availableMemory = () => parts.availableMemory();
    const { store } = parts;
    this.#datasets = new DatasetCache((id) => parts.loadDataset(id));
    this.#trainings = new TrainingDesk({
      parts,
      datasets: this.#datasets,
      watches,
      broadcast,
      forget,
      activeChanged: (active) => this.#activeListeners.forEach((listener) => listener(active)),
    });
    const datasets = this.#datasets;
    const answers = new Answers({
      store,
      backend,
      classifiers: this.#classifiers,
      activeTraining: () => this.#trainings.active,
    });
    const handlers = {
      hello: async () => ({
        info: await this.#info(),
        datasets: parts.datasets,
        runs: store.list(),
        training: this.#trainings.active?.attachment ?? null,
        damagedRuns: store.damaged(),
      }),
      ...dataRequests(datasets),
      ...this.#trainings.handlers,
      ...stepRequests({ store, datasets, answers, backend, availableMemory }),
      ...runRequests({
        store,
        activeRunId: () => this.#trainings.active?.runId ?? null,
        forget,
        broadcast,
        availableMemory,
      }),
      ...answerRequests({ parts, datasets, answers }),
      ...lookRequests({ store, answers, availableMemory }),
    };
    this.#desk = new Desk(handlers, (client) => watches.end(client));
  }

  /** A window (re)connects. */
  connect(port: ClientPort): void {
    this.#desk.connect(port);
  }

  /** Tells when a training begins and when it has ended. */
  onActive(listener: (active: boolean) => void): void {
    this.#activeListeners.add(listener);
  }

  /** Stops the training with its weights kept, and empties the trash. */
  async close(): Promise<void> {
    await this.#trainings.close();
    this.#classifiers.dispose();
    await this.parts.store.emptyTrash();
  }

  async #info(): Promise<EngineInfo> {
    const { backend, whyNotNative } = await this.parts.engine;
    return {
      engine: backend.kind,
      version: backend.version,
      threads: backend.threads,
      whyNotNative,
      node: process.versions.node,
      appVersion: this.parts.appVersion,
    };
  }
}
