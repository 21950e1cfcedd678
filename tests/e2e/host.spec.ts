import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { EngineStatus, OpenedRun, Replies } from '../../preload/contract.ts';
import { answerQuestions, askedQuestions, closeWindow } from './closing.ts';
import { askEngine, enginePid } from './engine.ts';
import { expect, launch, launchArguments, test, type Mebae } from './fixtures.ts';
import { electronExecutable } from '../../scripts/electron.ts';
import { lectureNetwork, lectureTrainSpec } from '../../main/engine/network/presets.ts';

declare global {
  interface Window {
    seenStatuses?: EngineStatus[];
    seenRuns?: OpenedRun[];
    seenCommands?: string[];
  }
}

/** Waits until the engine answers, and collects its states from then on. */
async function watchEngine({ window }: Mebae): Promise<void> {
  await askEngine(window, 'hello', {});
  await window.evaluate(() => {
    const seen: EngineStatus[] = (self.seenStatuses = []);
    self.mebae.onEngineStatus((status) => seen.push(status));
  });
}

/** Waits until the engine has said this; polled often, because the time it takes is what is tested. */
async function engineSays({ window }: Mebae, state: EngineStatus['state']): Promise<void> {
  await window.waitForFunction((wanted) => self.seenStatuses?.at(-1)?.state === wanted, state, {
    polling: 10,
    timeout: 30_000,
  });
}

test.describe('the window', () => {
  test('is there, no smaller than its screens need, with the developer tools closed', async ({
    mebae: { app },
  }) => {
    const state = await app.evaluate(async ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0]!;
      if (!window.isVisible()) await new Promise((shown) => window.once('show', () => shown(null)));
      return {
        minimum: window.getMinimumSize(),
        crashed: window.webContents.isCrashed(),
        tools: window.webContents.isDevToolsOpened(),
      };
    });
    expect(state).toEqual({ minimum: [800, 600], crashed: false, tools: false });
  });

  test('opens where it was left', async ({ userData }) => {
    const bounds = { x: 20, y: 30, width: 900, height: 640 };
    const first = await launch({ userData });
    await first.app.evaluate(
      ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]!.setBounds(to),
      bounds,
    );
    await first.close();
    const second = await launch({ userData });
    const size = await second.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.getBounds(),
    );
    await second.close();
    expect(size).toMatchObject({ width: 900, height: 640 });
  });

  test('is loaded again once when its process dies', async ({ mebae: { app, window } }) => {
    await app.evaluate(async ({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!;
      const loaded = new Promise((resolve) =>
        webContents.once('did-finish-load', () => resolve(null)),
      );
      webContents.forcefullyCrashRenderer();
      await loaded;
    });
    const crashes = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(
        'mebae.appInfo().then((info) => info.windowCrashes)',
      ),
    );
    expect(crashes).toBe(1);
    expect(window.url()).toBe('app://mebae/index.html');
  });
});

test.describe('the engine', () => {
  test('killed, is said to restart and is ready again soon', async ({ mebae }) => {
    await watchEngine(mebae);
    const before = (await enginePid(mebae.app))!;
    process.kill(before, 'SIGKILL');
    const killed = Date.now();
    await engineSays(mebae, 'restarting');
    expect(Date.now() - killed).toBeLessThan(1000);
    await engineSays(mebae, 'ready');
    expect(await enginePid(mebae.app)).not.toBe(before);
    expect(await askEngine(mebae.window, 'hello', {})).toMatchObject({ ok: true });
  });

  test('killed again and again, stays down until it is asked for', async ({ mebae }) => {
    test.setTimeout(180_000);
    await watchEngine(mebae);
    for (let death = 1; death <= 5; death++) {
      process.kill((await enginePid(mebae.app))!, 'SIGKILL');
      await engineSays(mebae, death < 5 ? 'ready' : 'down');
      if (death < 5) await mebae.window.evaluate(() => self.seenStatuses!.splice(0));
    }
    await mebae.window.evaluate(() => self.mebae.restartEngine());
    await engineSays(mebae, 'ready');
  });

  test('is remembered to run, so that the next start does not try it out', async ({ userData }) => {
    const first = await launch({ userData });
    const reply = await askEngine(first.window, 'hello', {});
    await first.close();
    const memory = JSON.parse(await readFile(path.join(userData, 'probe.json'), 'utf8')) as {
      works: string | null;
    };
    const native = 'id' in reply && reply.ok && (reply.value as Replies['hello']).info.engine;
    expect(memory.works !== null).toBe(native === 'native');
  });
});

test.describe('settings', () => {
  test('are there at the next start', async ({ userData }) => {
    const first = await launch({ userData });
    await first.window.evaluate(async () => {
      const settings = await self.mebae.readSettings();
      await self.mebae.writeSettings({ ...settings, presentation: true });
    });
    await first.close();
    const second = await launch({ userData });
    const { presentation } = await second.window.evaluate(() => self.mebae.readSettings());
    expect(presentation).toBe(true);
    // Not by a change, but as it was left: the window begins in full screen.
    await expect
      .poll(() =>
        second.app.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0]!.isFullScreen(),
        ),
      )
      .toBe(true);
    await second.close();
  });

  test('that are damaged give way to the defaults and are kept aside', async ({ userData }) => {
    const damaged = '{"version": 1, "theme": "dark"';
    await writeFile(path.join(userData, 'settings.json'), damaged);
    const mebae = await launch({ userData });
    const { theme } = await mebae.window.evaluate(() => self.mebae.readSettings());
    await mebae.close();
    expect(theme).toBe('system');
    expect(await readFile(path.join(userData, 'settings.json.damaged'), 'utf8')).toBe(damaged);
  });
});

test('the menu speaks the language of the settings and commands the window', async ({ mebae }) => {
  const labels = () =>
    mebae.app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.items.map(({ label }) => label));
  expect(await labels()).toContain('File');
  await mebae.window.evaluate(async () => {
    const seen: string[] = (self.seenCommands = []);
    self.mebae.onMenuCommand((command) => seen.push(command));
    await self.mebae.writeSettings({ ...(await self.mebae.readSettings()), locale: 'ja' });
  });
  await expect.poll(labels).toContain('ファイル');
  await mebae.app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()!.getMenuItemById('go-network')!.click(),
  );
  await expect.poll(() => mebae.window.evaluate(() => self.seenCommands)).toEqual(['go-network']);
});

test.describe('a saved run', () => {
  const collect = (mebae: Mebae) =>
    mebae.window.evaluate(() => {
      const seen: OpenedRun[] = (self.seenRuns = []);
      self.mebae.onOpenRun((run) => seen.push(run));
    });
  const seen = (mebae: Mebae) =>
    mebae.window.evaluate(() =>
      self.seenRuns!.map((run) =>
        run.ok ? [run.name, [...run.bytes].join()] : [run.name, run.failure.code],
      ),
    );

  test('given as argument, now or to a second start, reaches the window', async ({ userData }) => {
    const file = path.join(userData, 'first.mebae');
    await writeFile(file, new Uint8Array([1, 2, 3]));
    await mkdir(path.join(userData, 'folder.mebae'));
    await writeFile(path.join(userData, 'empty.mebae'), '');
    const mebae = await launch({ userData });
    await collect(mebae);
    for (const name of ['first.mebae', 'folder.mebae', 'empty.mebae']) {
      const args = [...launchArguments({ userData }), path.join(userData, name)];
      const second = spawn(await electronExecutable(), args, { stdio: 'ignore' });
      expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(0);
    }
    await expect.poll(() => seen(mebae)).toHaveLength(3);
    expect(await seen(mebae)).toEqual(
      expect.arrayContaining([
        ['first.mebae', '1,2,3'],
        ['folder.mebae', 'is-a-directory'],
        ['empty.mebae', 'empty-file'],
      ]),
    );
    await mebae.close();
  });

  test('is saved where the dialog says, under the name the page gave', async ({ mebae }) => {
    const target = path.join(mebae.userData, 'saved.mebae');
    // Playwright can't see the system's dialog: a path that is set already keeps it from opening.
    await mebae.app.evaluate(({ session }, file) => {
      session.defaultSession.on('will-download', (_event, item) => item.setSavePath(file));
    }, target);
    await mebae.window.evaluate(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([new Uint8Array([7, 8, 9])]));
      link.download = 'lesson.mebae';
      link.click();
    });
    await expect.poll(() => readFile(target).catch(() => null)).toEqual(Buffer.from([7, 8, 9]));
    expect(mebae.complaints).toEqual([]);
  });

  test('is the only thing that is saved: other downloads are refused', async ({ mebae }) => {
    const started = mebae.app.evaluate(
      ({ session }) =>
        new Promise<boolean>((resolve) =>
          session.defaultSession.once('will-download', (event) => resolve(event.defaultPrevented)),
        ),
    );
    await mebae.window.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'data:application/octet-stream,x';
      link.download = 'x.exe';
      link.click();
    });
    expect(await started).toBe(true);
  });
});

test.describe('closing during training', () => {
  test('asks once, and what was trained is there at the next start', async ({ userData }) => {
    const mebae = await launch({ userData });
    const network = lectureNetwork({ height: 28, width: 28, channels: 1, classes: 10 });
    const train = { ...lectureTrainSpec('mnist'), epochs: 1000 };
    const started = await askEngine(mebae.window, 'training.start', { network, train });
    expect(started).toMatchObject({ ok: true });

    await answerQuestions(mebae.app, 1);
    await closeWindow(mebae.app);
    await expect.poll(() => askedQuestions(mebae.app)).toHaveLength(1);
    expect(mebae.window.isClosed()).toBe(false);

    await answerQuestions(mebae.app, 0);
    const ended = new Promise((resolve) => mebae.app.process().once('exit', resolve));
    await closeWindow(mebae.app);
    expect(await ended).toBe(0);

    const next = await launch({ userData });
    const hello = await askEngine(next.window, 'hello', {});
    await next.close();
    expect(hello).toMatchObject({ ok: true, value: { runs: [{ state: 'stopped' }] } });
  });

  test('does not ask when nothing is trained', async ({ mebae }) => {
    await askEngine(mebae.window, 'hello', {});
    const ended = new Promise((resolve) => mebae.app.process().once('exit', resolve));
    await closeWindow(mebae.app);
    expect(await ended).toBe(0);
  });
});

test('a command runs without a window and gives its exit code', async ({ userData }) => {
  const run = async (...command: string[]) => {
    const args = [...launchArguments({ userData }), ...command];
    const child = spawn(await electronExecutable(), args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    return { code, output };
  };
  const info = await run('info', '--json');
  expect(info.code).toBe(0);
  expect(() => JSON.parse(info.output)).not.toThrow();
  expect((await run('train')).code).toBe(2);
});
