import type { ClientPort } from './desk.ts';

/** What is used of Electron's MessagePortMain; described here because the engine imports no Electron. */
export interface ElectronPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
}

/** And of a utility process's `process.parentPort`. */
export interface ElectronParentPort {
  postMessage(message: unknown): void;
  on(
    event: 'message',
    listener: (event: { data: unknown; ports: ElectronPort[] }) => void,
  ): unknown;
}

/** The port to main where this is an Electron utility process. */
export function electronParentPort(): ElectronParentPort | null {
  return (process as { parentPort?: ElectronParentPort }).parentPort ?? null;
}

/** A window's port; it delivers from now on. */
export function clientPort(port: ElectronPort): ClientPort {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
    onClose: (listener) => port.on('close', listener),
  };
}
