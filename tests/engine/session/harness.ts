import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import {
  builtInDatasets,
  type EngineEvent,
  type EngineMessage,
  type Failure,
  type Replies,
  type RequestKind,
  type RequestPayload,
  type RunRecord,
} from '../../../preload/contract.ts';
import { datasetInfo, loadDataset, type Dataset } from '../../../main/engine/data/datasets.ts';
import { preparePicture } from '../../../main/engine/pictures/prepare.ts';
import { Session } from '../../../main/engine/session.ts';
import type { ClientPort } from '../../../main/engine/session/desk.ts';
import type { SessionParts } from '../../../main/engine/session/parts.ts';
import { RunStore } from '../../../main/engine/store/run-store.ts';
import { chooseBackend } from '../../../main/engine/trainers/choose.ts';
import { probeNative } from '../../../main/engine/trainers/probe-native.ts';

export const assets = path.resolve(import.meta.dirname, '../../../assets');

let mnist: Promise<Dataset> | undefined;
/** Read once a test process. */
const load = (id: string) =>
  id === 'mnist' ? (mnist ??= loadDataset(id, assets)) : loadDataset(id, assets);

/** Native TensorFlow where it runs, else the portable engine: the choice that users get. */
export const engine = chooseBackend({
  engine: (process.env['MEBAE_TEST_ENGINE'] ?? 'auto') as 'auto' | 'portable',
  probe: async () => probeNative(),
});

function clientPort(port: MessagePort): ClientPort {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', listener),
    onClose: (listener) => void port.on('close', listener),
  };
}

type Reply = Extract<EngineMessage, { id: number }>;

/** A window's end: real messages over a real port, cloned as between processes. */
export class Client {
  readonly events: EngineEvent[] = [];
  readonly eventTimes: number[] = [];
  readonly #pending = new Map<number, (reply: Reply) => void>();
  readonly #watchers = new Set<() => void>();
  #next = 1;

  constructor(readonly port: MessagePort) {
    port.on('message', (message: EngineMessage) => {
      if ('event' in message) {
        this.events.push(message);
        this.eventTimes.push(performance.now());
        for (const watch of this.#watchers) watch();
      } else {
        this.#pending.get(message.id)?.(message);
        this.#pending.delete(message.id);
      }
    });
  }

  /** Sends anything at all under an id of its own; resolves with the reply's failure, or null. */
  async send(kind: unknown, payload: unknown, more: object = {}): Promise<Failure | null> {
    const reply = await this.#post(kind, payload, more);
    return reply.ok ? null : reply.failure;
  }

  /** Rejects with the failure. */
  async request<K extends RequestKind>(kind: K, payload: RequestPayload<K>): Promise<Replies[K]> {
    const reply = await this.#post(kind, payload, {});
    if (!reply.ok) throw reply.failure;
    return reply.value as Replies[K];
  }

  /** The first event, past or to come, that fits. */
  async event<E extends EngineEvent['event']>(
    event: E,
    fits: (event: Extract<EngineEvent, { event: E }>) => boolean = () => true,
  ): Promise<Extract<EngineEvent, { event: E }>> {
    const find = () =>
      this.events.find(
        (one): one is Extract<EngineEvent, { event: E }> =>
          one.event === event && fits(one as Extract<EngineEvent, { event: E }>),
      );
    for (;;) {
      const found = find();
      if (found) return found;
      await new Promise<void>((resolve) => {
        const watch = () => {
          this.#watchers.delete(watch);
          resolve();
        };
        this.#watchers.add(watch);
      });
    }
  }

  /** The run when its training has left the engine. */
  async ended(runId: string): Promise<RunRecord> {
    return (await this.event('training.ended', ({ run }) => run.id === runId)).run;
  }

  #post(kind: unknown, payload: unknown, more: object) {
    const id = this.#next++;
    return new Promise<Reply>((resolve) => {
      this.#pending.set(id, resolve);
      this.port.postMessage({ id, kind, payload, ...more });
    });
  }
}

export interface Bench {
  session: Session;
  store: RunStore;
  data: string;
  client: Client;
  connect(): Client;
  close(): Promise<void>;
}

/** A session on a folder of its own, with a window connected. */
export async function bench(change: Partial<SessionParts> = {}): Promise<Bench> {
  const data = await mkdtemp(path.join(tmpdir(), 'mebae-session-'));
  const store = await RunStore.open(data);
  const session = new Session({
    engine,
    datasets: builtInDatasets.map(datasetInfo),
    loadDataset: load,
    preparePicture,
    store,
    appVersion: '0.0.0-test',
    availableMemory: () => Infinity,
    ...change,
  });
  const ports: MessagePort[] = [];
  const connect = () => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    session.connect(clientPort(port1));
    return new Client(port2);
  };
  return {
    session,
    store,
    data,
    client: connect(),
    connect,
    async close() {
      await session.close();
      for (const port of ports) port.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}
