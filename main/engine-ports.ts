import { MessageChannelMain, type WebContents } from 'electron';
import { channels } from '../preload/contract.ts';
import type { EngineHost } from './engine-host.ts';
import type { UtilityChild } from './engine-process.ts';

/**
 * Gives a window its end of a port to the engine, and the engine the other; from then on they talk
 * past main. The nonce goes back with the port, so that the page knows it for the one it asked for.
 */
export function connectWindow(
  host: EngineHost<UtilityChild>,
  contents: WebContents,
  nonce: string,
): void {
  const connected = host.whenReady(contents.id, (child) => {
    if (contents.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage({ kind: 'client' }, [port1]);
    contents.mainFrame.postMessage(channels.enginePort, nonce, [port2]);
  });
  if (!connected) contents.send(channels.engineStatus, host.status);
}
