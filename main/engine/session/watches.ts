import { engineLimits, type EngineEvent, type NetworkSpec } from '../../../preload/contract.ts';
import { firstKernelInfo } from '../network/parameters.ts';
import { sizeOf } from '../network/shapes.ts';
import type { Trainer } from '../trainers/trainer.ts';
import type { ClientPort } from './desk.ts';

/** Pictures whose answers a window follows while a network learns. */
export interface Watch {
  /** Of which form: a network for others has no answers to them. */
  input: NetworkSpec['input'];
  images: Uint8Array;
  count: number;
  kernel: boolean;
}

/** Where the training under way stands. */
export interface WatchedTraining {
  runId: string;
  network: NetworkSpec;
  /** In epochs. */
  at: number;
}

/**
 * Milliseconds between two looks: ten times those that the last one took, so that the network learns
 * for most of the time on however slow a computer, within these bounds.
 */
const pause = { shortest: 100, timesCost: 10, longest: 1000 } as const;

/** Tells each window what it watches in the training under way. */
export class Watches {
  readonly #watches = new Map<ClientPort, Watch>();
  #nextLook = 0;

  constructor(private readonly tell: (client: ClientPort, event: EngineEvent) => void) {}

  set(client: ClientPort, watch: Watch): void {
    this.#watches.set(client, watch);
  }

  end(client: ClientPort): void {
    this.#watches.delete(client);
  }

  /** To every window, where it is time; `now`: whatever the time, for the training halts. */
  async look(trainer: Trainer, training: WatchedTraining, now: boolean): Promise<void> {
    const since = performance.now();
    if (!now && since < this.#nextLook) return;
    for (const client of [...this.#watches.keys()]) await this.lookFor(client, trainer, training);
    const cost = performance.now() - since;
    const wait = Math.max(pause.shortest, Math.min(pause.longest, cost * pause.timesCost));
    this.#nextLook = since + wait;
  }

  /** To one window, at once. */
  async lookFor(
    client: ClientPort,
    trainer: Trainer,
    { runId, network, at }: WatchedTraining,
  ): Promise<void> {
    const watch = this.#watches.get(client);
    if (!watch || !isSameForm(watch.input, network.input)) return;
    const isKernelTold =
      watch.kernel && sizeOf(firstKernelInfo(network).shape) <= engineLimits.watchedKernel;
    this.tell(client, {
      event: 'training.watch',
      runId,
      at,
      probabilities: await trainer.predict(watch.images, watch.count),
      kernel: isKernelTold ? await trainer.firstKernel() : null,
    });
  }
}

function isSameForm(a: NetworkSpec['input'], b: NetworkSpec['input']): boolean {
  return a.height === b.height && a.width === b.width && a.channels === b.channels;
}
