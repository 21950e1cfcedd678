import { createSubscriber } from 'svelte/reactivity';
import type {
  EngineEvent,
  EngineMessage,
  Failure,
  HostApi,
  Replies,
  RequestKind,
  RequestPayload,
} from '../../preload/contract.ts';

/** A failed request: carries the failure that the catalogue has a text for. */
export class EngineFailure extends Error {
  constructor(readonly failure: Failure) {
    super(failure.detail ?? failure.code);
  }
}

interface Pending {
  resolve(value: Replies[RequestKind]): void;
  reject(error: EngineFailure): void;
}

/**
 * The window's end of the port to the engine. When the engine dies, every open request fails with
 * `engine-died`; `connect` then asks for a port to the new one.
 */
export class EngineClient {
  #port: MessagePort | null = null;
  #next = 1;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Set<(event: EngineEvent) => void>();
  readonly #askListeners = new Set<(kind: RequestKind) => void>();
  #connectionChanged: () => void = () => undefined;
  readonly #watchConnection = createSubscriber((update) => {
    this.#connectionChanged = update;
    return () => (this.#connectionChanged = () => undefined);
  });

  constructor(private readonly host: HostApi) {}

  /** Resolves when the port is there. Only a message of this very window with our nonce is taken. */
  connect(): Promise<void> {
    this.disconnect();
    const nonce = crypto.randomUUID();
    return new Promise((resolve) => {
      const receive = (message: MessageEvent) => {
        if (message.source !== window || message.data !== nonce || !message.ports[0]) return;
        window.removeEventListener('message', receive);
        this.adopt(message.ports[0]);
        resolve();
      };
      window.addEventListener('message', receive);
      this.host.connectEngine(nonce);
    });
  }

  /** Uses a port (tests hand one end of a MessageChannel). */
  adopt(port: MessagePort): void {
    this.#port?.close();
    this.#port = port;
    port.onmessage = (message: MessageEvent<EngineMessage>) => this.#receive(message.data);
    port.start();
    this.#connectionChanged();
  }

  /** Fails what is open and forgets the port. */
  disconnect(): void {
    this.#port?.close();
    this.#port = null;
    this.#connectionChanged();
    for (const pending of this.#pending.values()) {
      pending.reject(new EngineFailure({ code: 'engine-died' }));
    }
    this.#pending.clear();
  }

  /** Reactive: what was drawn before the engine was there is drawn anew once it is. */
  get connected(): boolean {
    this.#watchConnection();
    return this.#port !== null;
  }

  /** `payload` must be plain data: take `$state.snapshot` of anything reactive. */
  request<K extends RequestKind>(kind: K, payload: RequestPayload<K>): Promise<Replies[K]> {
    const port = this.#port;
    if (!port) return Promise.reject(new EngineFailure({ code: 'engine-died' }));
    for (const listener of this.#askListeners) listener(kind);
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as Pending['resolve'], reject });
      port.postMessage({ id, kind, payload });
    });
  }

  on(listener: (event: EngineEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Told of every request that is sent, by its kind. */
  onAsk(listener: (kind: RequestKind) => void): () => void {
    this.#askListeners.add(listener);
    return () => this.#askListeners.delete(listener);
  }

  #receive(message: EngineMessage): void {
    if ('event' in message) {
      for (const listener of this.#listeners) listener(message);
      return;
    }
    const pending = this.#pending.get(message.id);
    if (!pending) return;
    this.#pending.delete(message.id);
    if (message.ok) pending.resolve(message.value);
    else pending.reject(new EngineFailure(message.failure));
  }
}

/** What the user is told of anything that was thrown. */
export function failureOf(error: unknown): Failure {
  if (error instanceof EngineFailure) return error.failure;
  return { code: 'unexpected', detail: error instanceof Error ? error.message : String(error) };
}
