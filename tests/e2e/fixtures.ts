import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import type { Locale } from '../../preload/contract.ts';
import { catalogues } from '../../renderer/messages/catalogue.ts';
import { electronExecutable } from '../../scripts/electron.ts';

export const checkout = path.resolve(import.meta.dirname, '../..');

/** A running Mebae, and all it said or tried to do that it should not. */
export interface Mebae {
  app: ElectronApplication;
  window: Page;
  /** Console errors, page errors, Content-Security-Policy violations. */
  complaints: string[];
  /** Requests to anywhere but the application's own scheme. */
  requests: string[];
  userData: string;
  close(): Promise<void>;
}

export interface LaunchOptions {
  userData: string;
  locale?: Locale;
  args?: string[];
  env?: Record<string, string>;
}

/** Electron's arguments for the application on a user-data folder of its own. */
export function launchArguments({ userData, locale = 'en', args = [] }: LaunchOptions): string[] {
  return [
    checkout,
    `--user-data-dir=${userData}`,
    `--lang=${locale}`,
    // Chromium refuses to sandbox root's processes, and ends instead.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...args,
  ];
}

/** Starts that Playwright may lose (see `attach`), and how long each has: an ordinary one takes a second. */
const starts = { most: 3, milliseconds: 20_000 };

/**
 * One start in forty and more, Playwright attaches to Electron's debugger and then hears nothing, or
 * the process ends right there by a segmentation fault. The cause is not known. Such a start is tried
 * again, and said; a third one is a failure.
 */
async function attach(options: LaunchOptions, start = 1): Promise<ElectronApplication> {
  try {
    return await _electron.launch({
      executablePath: await electronExecutable(),
      cwd: checkout,
      args: launchArguments(options),
      env: { ...(process.env as Record<string, string>), ...options.env },
      timeout: starts.milliseconds,
    });
  } catch (error) {
    const lost = /Timeout \d+ms exceeded|Process failed to launch/.test(String(error));
    if (!lost || start === starts.most) throw error;
    console.warn(`Playwright heard nothing of the application: start ${start + 1}`);
    return attach(options, start + 1);
  }
}

/** Starts the application on a user-data folder of its own. */
export async function launch(options: LaunchOptions): Promise<Mebae> {
  const { userData } = options;
  const app = await attach(options);
  const child = app.process();
  const complaints: string[] = [];
  const requests: string[] = [];
  app.context().on('request', (request) => {
    if (!/^(app|data|blob|devtools):/.test(request.url())) requests.push(request.url());
  });
  const window = await app.firstWindow();
  window.on('console', (message) => {
    if (message.type() === 'error' || /Content.Security.Policy/i.test(message.text())) {
      complaints.push(message.text());
    }
  });
  window.on('pageerror', (error) => complaints.push(String(error)));
  return {
    app,
    window,
    complaints,
    requests,
    userData,
    close: () => closeWithin(app, child, 15_000),
  };
}

/** Playwright's close can hang on a stuck window: bounded, then the process we started is killed. */
async function closeWithin(
  app: ElectronApplication,
  child: ChildProcess,
  milliseconds: number,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      child.kill('SIGKILL');
      resolve();
    }, milliseconds);
  });
  // A test may have ended the application itself: its handle is then of no more use.
  const closed = child.exitCode === null ? app.close().catch(() => undefined) : undefined;
  await Promise.race([closed, late]);
  clearTimeout(timer);
}

interface Fixtures {
  userData: string;
  language: Locale;
  mebae: Mebae;
}

export const test = base.extend<Fixtures>({
  language: ['en', { option: true }],
  // eslint-disable-next-line no-empty-pattern
  userData: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'mebae-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  mebae: async ({ userData, language }, use) => {
    const mebae = await launch({ userData, locale: language });
    await use(mebae);
    await mebae.close();
  },
});

export { expect } from '@playwright/test';
export const textsOf = (locale: Locale) => catalogues[locale];
