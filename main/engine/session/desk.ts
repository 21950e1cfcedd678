import * as v from 'valibot';
import {
  MebaeError,
  RequestEnvelopeSchema,
  requestSchemas,
  toFailure,
  type EngineEvent,
  type EngineMessage,
  type NamedTensor,
  type Replies,
  type RequestKind,
} from '../../../preload/contract.ts';
import { isModest } from './guard.ts';
import type { Handlers } from './handlers.ts';
import { Lane } from './lane.ts';

/** One end of a port to a window (or a test). Messages are plain data. */
export interface ClientPort {
  postMessage(message: EngineMessage): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
}

/** Requests that take long or hold much: they queue, the others are answered past them. */
const heavy: ReadonlySet<RequestKind> = new Set<RequestKind>([
  'classify.image',
  'classify.samples',
  'results.validation',
  'run.weights',
  'training.step',
  'runs.import',
  'runs.export',
]);

/** What follows a hand, or a training: past the heavy ones, but no flood either. */
const quick: ReadonlySet<RequestKind> = new Set<RequestKind>(['inspect.pixels', 'training.watch']);

/** Replies to messages that carry no id; windows count from 1. */
const noId = -1;
const IdSchema = v.looseObject({ id: v.pipe(v.number(), v.integer(), v.minValue(0)) });

/**
 * Takes requests from any number of windows, checks each against the contract, and sends replies and
 * events. Nothing that comes in can throw past it: the engine outlives its clients' mistakes.
 */
export class Desk {
  readonly #clients = new Set<ClientPort>();
  readonly #heavy = new Lane({ concurrency: 2, waiting: 16_384, waitingBytes: 1024 ** 3 });
  readonly #quick = new Lane({ concurrency: 4, waiting: 4096, waitingBytes: 64 * 1024 ** 2 });

  constructor(
    private readonly handlers: Handlers,
    private readonly onLeave: (client: ClientPort) => void,
  ) {}

  connect(port: ClientPort): void {
    this.#clients.add(port);
    port.onClose(() => this.#leave(port));
    port.onMessage((message) => void this.#receive(port, message));
  }

  broadcast(event: EngineEvent): void {
    for (const client of this.#clients) this.tell(client, event);
  }

  tell(client: ClientPort, event: EngineEvent): void {
    if (this.#clients.has(client)) this.#send(client, event);
  }

  async #receive(port: ClientPort, message: unknown): Promise<void> {
    let id = noId;
    try {
      if (v.is(IdSchema, message)) id = message.id;
      if (!isModest(message)) throw new MebaeError('bad-request', 'too large');
      const envelope = v.safeParse(RequestEnvelopeSchema, message, { abortEarly: true });
      if (!envelope.success) throw new MebaeError('bad-request', 'no request');
      const { kind, payload } = envelope.output;
      const value = await this.#answer(port, kind, payload);
      // Throws for what can't be cloned: a window must not wait for ever.
      if (this.#clients.has(port)) port.postMessage({ id, ok: true, value });
    } catch (error) {
      this.#send(port, { id, ok: false, failure: toFailure(error) });
    }
  }

  async #answer(
    port: ClientPort,
    kind: RequestKind,
    payload: unknown,
  ): Promise<Replies[RequestKind]> {
    const checked = v.safeParse(requestSchemas[kind], payload, { abortEarly: true });
    if (!checked.success) {
      const place = v.getDotPath(checked.issues[0]);
      throw new MebaeError('bad-request', place ? `${kind}: ${place}` : kind);
    }
    const handle = this.handlers[kind] as (
      payload: (typeof checked)['output'],
      client: ClientPort,
    ) => Promise<Replies[RequestKind]>;
    const lane = this.#laneOf(kind);
    if (!lane) return handle(checked.output, port);
    return lane.run(heldBytes(checked.output), () => handle(checked.output, port));
  }

  /** A window may be gone by the time that its answer is there. */
  #send(port: ClientPort, message: EngineMessage): void {
    try {
      port.postMessage(message);
    } catch {
      this.#leave(port);
    }
  }

  #leave(port: ClientPort): void {
    this.#clients.delete(port);
    this.onLeave(port);
  }

  #laneOf(kind: RequestKind): Lane | null {
    if (heavy.has(kind)) return this.#heavy;
    return quick.has(kind) ? this.#quick : null;
  }
}

/** Bytes that a request holds while it waits. */
function heldBytes(payload: object): number {
  const { bytes, pixels, goOn } = payload as {
    bytes?: Uint8Array;
    pixels?: Uint8Array;
    goOn?: { weights: NamedTensor[]; optimizer: NamedTensor[] };
  };
  if (goOn) {
    return [...goOn.weights, ...goOn.optimizer].reduce(
      (sum, { values }) => sum + values.byteLength,
      0,
    );
  }
  return bytes?.length ?? pixels?.length ?? 0;
}
