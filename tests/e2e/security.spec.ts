import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { defaultSettings } from '../../preload/contract.ts';
import { checkout, expect, test } from './fixtures.ts';

/** Not yet in TypeScript's declarations of the DOM. */
declare const trustedTypes: { createPolicy(name: string, rules: object): unknown };

/**
 * Opens a second window with our preload script on another page, and runs code in it. Such a window
 * can't come about by itself (that is tested too); it stands for a page that got hold of the bridge.
 */
function inForeignWindow(app: ElectronApplication, url: string, code: string): Promise<unknown> {
  return app.evaluate(
    async ({ BrowserWindow }, page) => {
      const foreign = new BrowserWindow({
        show: false,
        webPreferences: { preload: page.preload, sandbox: true },
      });
      await foreign.loadURL(page.url);
      try {
        return (await foreign.webContents.executeJavaScript(page.code)) as unknown;
      } finally {
        foreign.destroy();
      }
    },
    { url, code, preload: path.join(checkout, 'out/preload/index.cjs') },
  );
}

const emptyPage = 'data:text/html,<title>foreign</title>';
const readSettings = `mebae.readSettings().then(() => 'answered', (error) => error.message)`;

test.describe('the page', () => {
  test('has no Node.js and runs isolated in a sandbox', async ({ mebae: { app, window } }) => {
    const preferences = await app.evaluate(({ BrowserWindow }) =>
      // Not in Electron's declarations, but how one asks what a page really got.
      (
        BrowserWindow.getAllWindows()[0]!.webContents as unknown as {
          getLastWebPreferences(): Record<string, unknown>;
        }
      ).getLastWebPreferences(),
    );
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(
      await app.evaluate(({ session }) => session.defaultSession.isSpellCheckerEnabled()),
    ).toBe(false);
    const reachable = await window.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in globalThis),
    );
    expect(reachable).toEqual([]);
  });

  test('comes from its own origin, with the strict policy, without a violation', async ({
    mebae,
  }) => {
    expect(mebae.window.url()).toBe('app://mebae/index.html');
    const headers = await mebae.window.evaluate(async () =>
      Object.fromEntries((await fetch('/index.html')).headers),
    );
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(mebae.complaints).toEqual([]);
    expect(mebae.requests).toEqual([]);
  });

  test('cannot turn a string into markup or script', async ({ mebae: { window } }) => {
    const tried = await window.evaluate(() => {
      const attempt = (action: () => void) => {
        try {
          action();
          return 'done';
        } catch (error) {
          return (error as Error).name;
        }
      };
      return [
        attempt(() => (document.createElement('div').innerHTML = '<img src=x>')),
        attempt(() => (document.createElement('script').text = '1')),
        attempt(() => trustedTypes.createPolicy('another', {})),
      ];
    });
    expect(tried).toEqual(['TypeError', 'TypeError', 'TypeError']);
  });

  test('reaches no file but its own', async ({ mebae: { window } }) => {
    const statuses = await window.evaluate(() =>
      Promise.all(
        [
          '/%2e%2e/%2e%2e/package.json',
          '/..%2f..%2fpackage.json',
          '/..%5c..%5cpackage.json',
          '//etc/passwd',
          '/%00',
          '/%ff',
        ].map(async (url) => (await fetch(`app://mebae${url}`)).status),
      ),
    );
    expect(new Set(statuses)).toEqual(new Set([404]));
    const file = await window.evaluate(() =>
      fetch('file:///etc/hostname').then(
        () => 'answered',
        () => 'refused',
      ),
    );
    expect(file).toBe('refused');
  });
});

test.describe('messages to main', () => {
  test('are refused from a foreign page', async ({ mebae: { app } }) => {
    expect(await inForeignWindow(app, emptyPage, readSettings)).toMatch(/refused/);
  });

  test('are refused from a window that is not ours, though it shows our page', async ({
    mebae: { app },
  }) => {
    expect(await inForeignWindow(app, 'app://mebae/index.html', readSettings)).toMatch(/refused/);
  });

  test('are refused when they break the contract, and change nothing', async ({
    mebae: { window },
  }) => {
    const answers = await window.evaluate(
      (settings) =>
        Promise.all(
          [
            { ...settings, theme: 'red' },
            { ...settings, extra: 1 },
            { ...settings, version: 2 },
            { ...settings, network: { layers: [] } },
            null,
            'theme',
          ].map((value) =>
            self.mebae.writeSettings(value as typeof settings).then(
              () => 'taken',
              (error: Error) => error.message,
            ),
          ),
        ),
      defaultSettings,
    );
    for (const answer of answers) expect(answer).toMatch(/refused/);
    expect((await window.evaluate(() => self.mebae.readSettings())).theme).toBe('system');
  });

  test('bring a port only for a proper nonce', async ({ mebae: { window } }) => {
    const got = await window.evaluate(async () => {
      const received: unknown[] = [];
      const proper = crypto.randomUUID();
      const arrived = new Promise<void>((resolve) => {
        addEventListener('message', ({ data, source, origin, ports }) => {
          if (source !== self || origin !== location.origin) return;
          // The application's own port may come meanwhile, with a nonce of its own.
          if (data !== proper && data !== 'not-a-uuid') return;
          received.push([data === proper, ports.length]);
          resolve();
        });
      });
      self.mebae.connectEngine('not-a-uuid');
      self.mebae.connectEngine(proper);
      await arrived;
      return received;
    });
    expect(got).toEqual([[true, 1]]);
  });
});

test.describe('the window', () => {
  test('goes nowhere', async ({ mebae: { app, window } }) => {
    for (const url of ['https://example.com/', 'file:///etc/hostname', 'app://other/index.html']) {
      await window.evaluate((to) => {
        location.href = to;
      }, url);
      await window.waitForTimeout(200);
      expect(window.url()).toBe('app://mebae/index.html');
    }
    const shown = await app.evaluate(({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!;
      return [webContents.getURL(), webContents.getTitle()];
    });
    expect(shown).toEqual(['app://mebae/index.html', expect.stringMatching(/Mebae$/)]);
  });

  test('opens no other window and attaches no webview', async ({ mebae: { app, window } }) => {
    const opened = await window.evaluate(() => {
      document.body.append(document.createElement('webview'));
      return [self.open('https://example.com/'), self.open('app://mebae/index.html')];
    });
    expect(opened).toEqual([null, null]);
    await window.waitForTimeout(200);
    expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  });

  test('gets no permission', async ({ mebae: { window } }) => {
    const answers = await window.evaluate(async () => ({
      notifications: await Notification.requestPermission(),
      geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
      position: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          ({ code }) => resolve(code),
        ),
      ),
      camera: (await navigator.permissions.query({ name: 'camera' as PermissionName })).state,
      picture: await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'given',
        () => 'refused',
      ),
      screen: await navigator.mediaDevices.getDisplayMedia().then(
        () => 'given',
        () => 'refused',
      ),
      clipboard: await navigator.clipboard.readText().then(
        () => 'given',
        (error: Error) => error.name,
      ),
    }));
    expect(answers).toEqual({
      notifications: 'denied',
      geolocation: 'denied',
      position: 1,
      camera: 'denied',
      picture: 'refused',
      screen: 'refused',
      clipboard: 'NotAllowedError',
    });
  });
});

test.describe('the network', () => {
  let server: Server;
  let address: string;
  let hits: string[];

  test.beforeAll(async () => {
    server = createServer((request, response) => {
      hits.push(request.url ?? '');
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.end('reached');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  test.beforeEach(() => {
    hits = [];
  });
  test.afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const attempts = (to: string) => `Promise.all([
    fetch('http://${to}/fetch').then((r) => r.text(), () => 'refused'),
    new Promise((done) => {
      const image = new Image();
      image.onload = () => done('loaded');
      image.onerror = () => done('refused');
      image.src = 'http://${to}/image';
    }),
    new Promise((done) => {
      const socket = new WebSocket('ws://${to}/socket');
      socket.onopen = () => done('opened');
      socket.onerror = () => done('refused');
    }),
  ])`;

  test('is reached by neither our page nor one without a policy', async ({
    mebae: { app, window },
  }) => {
    const refused = ['refused', 'refused', 'refused'];
    expect(await window.evaluate(attempts(address))).toEqual(refused);
    expect(await inForeignWindow(app, emptyPage, attempts(address))).toEqual(refused);
    expect(hits).toEqual([]);
    const { refusedRequests } = await window.evaluate(() => self.mebae.appInfo());
    expect(refusedRequests).toBeGreaterThanOrEqual(3);
  });

  test('is not reached by main, by address or by name', async ({ mebae: { app } }) => {
    const answers = await app.evaluate(
      ({ net }, to) =>
        Promise.all(
          [`http://${to}/main`, 'http://localhost.example/'].map((url) =>
            net.fetch(url).then(
              () => 'answered',
              () => 'refused',
            ),
          ),
        ),
      address,
    );
    expect(answers).toEqual(['refused', 'refused']);
    expect(hits).toEqual([]);
  });
});
