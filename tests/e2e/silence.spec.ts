import { readdir, readFile, readlink } from 'node:fs/promises';
import type { ElectronApplication } from '@playwright/test';
import { rooms } from '../../preload/contract.ts';
import { dropFiles, picture } from './files.ts';
import { expect, test, textsOf } from './fixtures.ts';
import { pagesOf } from './pages/index.ts';

/** The far ends of the processes' internet sockets that are not on this computer (Linux). */
async function farEnds(pids: number[]): Promise<string[]> {
  const sockets = new Set<string>();
  for (const pid of pids) {
    const folder = `/proc/${pid}/fd`;
    for (const descriptor of await readdir(folder).catch(() => [])) {
      const target = await readlink(`${folder}/${descriptor}`).catch(() => '');
      const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
      if (inode) sockets.add(inode);
    }
  }
  const found: string[] = [];
  for (const table of ['tcp', 'tcp6', 'udp', 'udp6']) {
    const [, ...lines] = (await readFile(`/proc/net/${table}`, 'utf8')).trim().split('\n');
    for (const line of lines) {
      const [, , remote = '', , , , , , , inode = ''] = line.trim().split(/\s+/);
      // Nobody yet (listening), 127.0.0.1 and ::1: Playwright's own wire to the application.
      const near = /^(0+|0100007F|0{24}01000000|0000000000000000FFFF00000100007F):/.test(remote);
      if (sockets.has(inode) && !near) found.push(`${table} ${remote}`);
    }
  }
  return found;
}

const pidsOf = (app: ElectronApplication) =>
  app.evaluate(({ app: { getAppMetrics } }) => getAppMetrics().map(({ pid }) => pid));

test('a whole session sends nothing, breaks no policy and complains of nothing', async ({
  mebae,
}) => {
  const { app, window, complaints, requests } = mebae;
  const t = textsOf('en');
  const { shell, train, results, tryOut } = pagesOf(window, 'en');
  const seen = new Set<string>();
  const listen = async () => {
    if (process.platform === 'linux')
      for (const end of await farEnds(await pidsOf(app))) seen.add(end);
  };
  await shell.ready();
  await listen();
  for (const room of rooms) await shell.go(room);

  await shell.go('train');
  await train.set({ epochs: 2 });
  await train.start();
  await listen();
  await train.newestIs('finished');
  await shell.go('results');
  await results.fourAreThere();
  await dropFiles(
    window,
    ['jpg', 'svg', 'heic'].map((format) => picture(`seven.${format}`)),
  );
  await expect(tryOut.room).toContainText(t.tryOut.progress('3', '3'), { timeout: 30_000 });
  await listen();

  await shell.rail.getByRole('button', { name: t.shell.settings.open }).click();
  await window.getByRole('button', { name: t.shell.settings.about }).click();
  const dialog = window.getByRole('dialog', { name: t.shell.about.title });
  await expect(dialog).toContainText(t.shell.about.requestsRefused(0));
  await listen();

  expect([...seen]).toEqual([]);
  expect(complaints).toEqual([]);
  expect(requests).toEqual([]);
  const info = await window.evaluate(() => self.mebae.appInfo());
  expect(info.refusedRequests).toBe(0);
});
