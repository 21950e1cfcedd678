import { afterEach, describe, expect, it, vi } from 'vitest';
import { EngineHost, type ChildProcess, type EnginePlan } from '../../../main/engine-host.ts';
import { RestartPolicy } from '../../../main/restart-policy.ts';
import type { EngineStatus } from '../../../preload/contract.ts';
import { forkChild } from './children.ts';

const native: EnginePlan = { engine: 'native', whyNotNative: null };
let host: EngineHost<ChildProcess>;
let statuses: EngineStatus[];
let plans: EnginePlan[];

function start(fork: (plan: EnginePlan) => ChildProcess, startDeadline = 10_000) {
  statuses = [];
  plans = [];
  host = new EngineHost({
    fork: (plan) => {
      plans.push(plan);
      return fork(plan);
    },
    probe: () => Promise.resolve(native),
    nativeFailed: () => undefined,
    onStatus: (status) => statuses.push(status),
    startDeadline,
  });
  return host.start();
}
const becomes = (state: EngineStatus['state']) =>
  vi.waitFor(() => expect(host.status.state).toBe(state), { timeout: 10_000, interval: 5 });

afterEach(() => host?.quit(0));

describe('EngineHost', () => {
  it('hands out the engine when it is ready, to those who waited and those who come later', async () => {
    const pids: (number | undefined)[] = [];
    const started = start(() => forkChild('run'));
    expect(host.whenReady(1, ({ pid }) => pids.push(pid))).toBe(false);
    await started;
    await becomes('ready');
    expect(host.whenReady(2, ({ pid }) => pids.push(pid))).toBe(true);
    expect(pids).toEqual([host.pid, host.pid]);
  });

  it('starts the engine again when it is killed, and forgets its training', async () => {
    await start(() => forkChild('run'));
    await becomes('ready');
    host.whenReady(1, (child) => child.postMessage({ kind: 'train' }));
    await vi.waitFor(() => expect(host.training).toBe(true));
    const before = host.pid!;
    process.kill(before, 'SIGKILL');
    await becomes('restarting');
    expect(host.training).toBe(false);
    await becomes('ready');
    expect(host.pid).not.toBe(before);
    expect(statuses).toEqual([
      { state: 'starting' },
      { state: 'ready' },
      { state: 'restarting', reason: 'SIGKILL', restarts: 1 },
      { state: 'ready' },
    ]);
  });

  it('goes over to the portable engine when native dies before it is ready', async () => {
    await start(({ engine }) => (engine === 'native' ? forkChild('abort') : forkChild('run')));
    await becomes('ready');
    expect(plans.map(({ engine }) => engine)).toEqual(['native', 'portable']);
    expect(plans[1]!.whyNotNative).toEqual({ code: 'native-died', detail: 'SIGILL' });
  });

  it('gives up when it dies again and again, and tries anew when asked', async () => {
    let works = false;
    await start(() => (works ? forkChild('run') : forkChild('exit', '3')));
    await becomes('down');
    expect(plans).toHaveLength(5);
    works = true;
    host.restart();
    await becomes('ready');
  });

  it('kills an engine that never gets ready', async () => {
    let forks = 0;
    await start(() => forkChild(forks++ === 0 ? 'silent' : 'run'), 1500);
    await becomes('restarting');
    await becomes('ready');
  });

  it('ends an engine that listens, and one that does not at the deadline', async () => {
    for (const kind of ['run', 'deaf']) {
      await start(() => forkChild(kind));
      await becomes('ready');
      const pid = host.pid!;
      await host.quit(kind === 'run' ? 10_000 : 100);
      expect(() => process.kill(pid, 0)).toThrow();
    }
    expect(plans).toHaveLength(1);
  });
});

describe('RestartPolicy', () => {
  it('restarts at once, then slower, not after five deaths in a minute; a minute later again', () => {
    let now = 0;
    const policy = new RestartPolicy(() => now);
    const waits = Array.from({ length: 5 }, () => policy.afterDeath());
    expect(waits).toEqual([0, 250, 500, 750, null]);
    now = 60_000;
    expect(policy.afterDeath()).toBe(0);
  });
});
