import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';

/** Electron's switches for a program of its own user-data folder; root can't have Chromium's sandbox. */
const switches = (userData: string) => [
  `--user-data-dir=${userData}`,
  ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** What a command of the packaged program's command line wrote with --json, line by line. */
export function runCommand(
  executable: string,
  userData: string,
  args: string[],
): Promise<{ code: number; lines: Record<string, unknown>[] }> {
  return new Promise((resolve, reject) => {
    const all = [...switches(userData), ...args, '--json'];
    execFile(executable, all, { timeout: 60_000 }, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') {
        reject(new Error(`${error.message}\n${stderr}`));
        return;
      }
      const lines = stdout.trim().split('\n').filter(Boolean);
      resolve({
        code: Number(error?.code ?? 0),
        lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>),
      });
    });
  });
}

/** The packaged program with its window open. */
export interface PackagedWindow {
  window: Page;
  /** Errors on the page's console, and requests to anywhere but the application's own scheme. */
  complaints: string[];
  /** Closes the window, as a user does. @returns the program's exit code */
  close(): Promise<number | null>;
}

/**
 * Starts the packaged program as it is. Playwright's own way into Electron needs Node's inspector, which
 * a fuse closes in packages; Chromium's debugging port shows the page all the same.
 */
export async function openWindow(executable: string, userData: string): Promise<PackagedWindow> {
  const args = [...switches(userData), '--lang=en', '--remote-debugging-port=0'];
  const child = spawn(executable, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  try {
    const address = await debuggingAddress(child);
    await pageShown(address);
    const browser = await chromium.connectOverCDP(address);
    const window = browser.contexts()[0]!.pages()[0]!;
    const complaints: string[] = [];
    window.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    window.on('pageerror', (error) => complaints.push(String(error)));
    window.on('request', (request) => {
      if (!/^(app|data|blob):/.test(request.url())) complaints.push(request.url());
    });
    return {
      window,
      complaints,
      async close() {
        await window.close();
        const late = setTimeout(15_000).then(() => child.kill('SIGKILL'));
        return Promise.race([ended, late.then(() => null)]);
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

/** Chromium writes it to stderr once it listens; the pipe is read on, or it would fill up and stop it. */
function debuggingAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stderr!.on('data', (chunk: Buffer) => {
      text = (text + String(chunk)).slice(-10_000);
      const [, host] = /ws:\/\/([^/]+)\S*\s/.exec(text) ?? [];
      if (host !== undefined) resolve(`http://${host}`);
    });
    child.once('exit', (code) => reject(new Error(`it ended with ${code}:\n${text}`)));
  });
}

/**
 * Waits until the page has given itself its title, which names the room: without a debugger so far.
 * Playwright would stop a page that it meets while it is being made, and wait for it in vain.
 */
async function pageShown(address: string, timeout = 30_000): Promise<void> {
  const deadline = Date.now() + timeout;
  while (Date.now() < deadline) {
    const response = await fetch(`${address}/json/list`);
    const targets = (await response.json()) as { type: string; title: string }[];
    if (targets.some(({ type, title }) => type === 'page' && title.endsWith('– Mebae'))) return;
    await setTimeout(100);
  }
  throw new Error('the page did not show within 30 seconds');
}
