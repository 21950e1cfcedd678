import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import * as v from 'valibot';
import { hostPayloads, MebaeError, type HostPayload } from '../../preload/contract.ts';
import { isTrustedSender } from './sender.ts';

type Channel = keyof typeof hostPayloads;

/**
 * Item 17: "Validate the sender of all IPC messages", and item 20: what arrives is untrusted. The
 * only place that touches ipcMain: a handler sees checked payloads of our own window, nothing else.
 */
export class GuardedIpc {
  readonly #windows = new WeakSet<WebContents>();

  constructor(private readonly ipc: IpcMain) {}

  /** Takes messages of this window from now on. */
  trust(contents: WebContents): void {
    this.#windows.add(contents);
  }

  /** Answers a request; a refused one rejects in the sender, with a code and no detail of ours. */
  handle<C extends Channel>(
    channel: C,
    handler: (payload: HostPayload<C>, sender: WebContents) => unknown,
  ): void {
    this.ipc.handle(channel, (event, ...values: unknown[]) =>
      handler(this.#check(channel, event, values), event.sender),
    );
  }

  /** Takes a message that has no answer; a refused one is logged and dropped. */
  on<C extends Channel>(
    channel: C,
    handler: (payload: HostPayload<C>, sender: WebContents) => void,
  ): void {
    this.ipc.on(channel, (event, ...values: unknown[]) => {
      let payload: HostPayload<C>;
      try {
        payload = this.#check(channel, event, values);
      } catch {
        return;
      }
      handler(payload, event.sender);
    });
  }

  #check<C extends Channel>(
    channel: C,
    event: IpcMainEvent | IpcMainInvokeEvent,
    values: unknown[],
  ): HostPayload<C> {
    if (!this.#windows.has(event.sender) || !isTrustedSender(event.senderFrame)) {
      throw refuse(channel, 'not from the window');
    }
    const checked = v.safeParse(hostPayloads[channel], values[0]);
    if (values.length > 1 || !checked.success) throw refuse(channel, 'breaks the contract');
    return checked.output as HostPayload<C>;
  }
}

function refuse(channel: string, why: string): MebaeError {
  console.error(`mebae: a message on ${channel} was refused: ${why}`);
  return new MebaeError('bad-request', `refused: ${why}`);
}
