import type { ElectronApplication, Page } from '@playwright/test';
import type { EngineMessage, RequestKind, RequestPayload } from '../../preload/contract.ts';

/** Asks the engine over a port of the test's own, got the way the window gets its port. */
export function askEngine<K extends RequestKind>(
  window: Page,
  kind: K,
  payload: RequestPayload<K>,
): Promise<EngineMessage> {
  return window.evaluate(
    async (request) => {
      const nonce = crypto.randomUUID();
      const port = await new Promise<MessagePort>((resolve) => {
        addEventListener('message', function receive({ data, ports }) {
          if (data !== nonce || !ports[0]) return;
          removeEventListener('message', receive);
          resolve(ports[0]);
        });
        self.mebae.connectEngine(nonce);
      });
      return new Promise<EngineMessage>((resolve) => {
        port.onmessage = ({ data }: MessageEvent<EngineMessage>) => {
          if (!('id' in data)) return;
          port.close();
          resolve(data);
        };
        port.postMessage(request);
      });
    },
    { id: 1, kind, payload },
  );
}

/** The engine's process, or undefined while there is none. */
export function enginePid(app: ElectronApplication): Promise<number | undefined> {
  return app.evaluate(
    ({ app: { getAppMetrics } }) =>
      getAppMetrics().find(({ name }) => name === 'Mebae engine')?.pid,
  );
}
