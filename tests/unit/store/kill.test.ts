import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RunFolder } from '../../../main/engine/store/run-folder.ts';

let folder: string;
let writer: ChildProcess | undefined;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mebae-kill-'));
});
afterEach(async () => {
  writer?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

it('leaves a whole checkpoint when its process is killed while writing', async () => {
  for (const [attempt, delay] of [0, 1, 3, 5, 8, 13, 21].entries()) {
    const place = path.join(folder, String(attempt));
    writer = fork(path.join(import.meta.dirname, 'writer.ts'), [place], {
      execArgv: ['--import', import.meta.resolve('tsx')],
    });
    // It has written at least one, and goes on writing without a rest.
    await once(writer, 'message');
    await sleep(delay);
    writer.kill('SIGKILL');
    await once(writer, 'exit');

    const run = await RunFolder.open(place);
    const { weights, state } = await run.readCheckpoint();
    expect(run.record.state).toBe('interrupted');
    expect(run.record.history).toHaveLength(state!.epoch);
    // All of one write: the writer fills the weights with the number of the epoch.
    const numbers = new Set(weights!.flatMap(({ values }) => [...new Set(values)]));
    expect([...numbers]).toEqual([state!.epoch]);
    const { snapshots = [] } = run.record;
    expect(snapshots.length).toBeGreaterThanOrEqual(state!.epoch - 1);
    for (const epoch of snapshots) {
      const snapshot = await run.readSnapshot(epoch);
      expect(snapshot.every(({ values }) => values.every((value) => value === epoch))).toBe(true);
    }
    expect((await readdir(path.join(place, 'snapshots'))).length).toBe(snapshots.length);
  }
}, 60_000);
