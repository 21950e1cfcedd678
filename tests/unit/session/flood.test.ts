import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isModest } from '../../../main/engine/session/guard.ts';
import { Lane } from '../../../main/engine/session/lane.ts';
import { PointLog } from '../../../main/engine/session/points.ts';
import { nextTurn } from '../../../main/engine/session/turn.ts';

describe('isModest', () => {
  it('takes a request with all sample ids, and large bytes as one value', () => {
    const ids = Array.from({ length: 2048 }, (_, id) => id);
    expect(isModest({ id: 1, kind: 'data.pixels', payload: { dataset: 'mnist', ids } })).toBe(true);
    expect(isModest({ bytes: new Uint8Array(10_000_000) })).toBe(true);
  });

  it('refuses what is too wide, too deep, too long or without end', () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, key) => [key, 0]));
    let deep: unknown = 0;
    for (let depth = 0; depth < 50; depth += 1) deep = [deep];
    expect(isModest(circle)).toBe(false);
    expect(isModest(wide)).toBe(false);
    expect(isModest(deep)).toBe(false);
    expect(isModest(new Array(1_000_000))).toBe(false);
    expect(isModest('x'.repeat(20_000))).toBe(false);
  });

  it('throws at nothing', () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        expect(typeof isModest(message)).toBe('boolean');
      }),
    );
  });
});

describe('Lane', () => {
  it('works at a few, keeps the order, and refuses what is beyond', async () => {
    const lane = new Lane({ concurrency: 1, waiting: 2, waitingBytes: 100 });
    const order: string[] = [];
    let release = () => {};
    const first = lane.run(0, () => new Promise<void>((resolve) => (release = resolve)));
    const second = lane.run(60, async () => void order.push('second'));
    await expect(lane.run(60, async () => undefined)).rejects.toMatchObject({ code: 'busy' });
    const third = lane.run(40, async () => void order.push('third'));
    await expect(lane.run(0, async () => undefined)).rejects.toMatchObject({ code: 'busy' });
    await nextTurn();
    expect(order).toEqual([]);
    release();
    await Promise.all([first, second, third]);
    expect(order).toEqual(['second', 'third']);
    expect(await lane.run(100, async () => 'free again')).toBe('free again');
  });

  it('goes on after a failure', async () => {
    const lane = new Lane({ concurrency: 1, waiting: 2, waitingBytes: 100 });
    const failing = lane.run(0, () => Promise.reject(new Error('no')));
    const next = lane.run(0, async () => 'next');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('next');
  });
});

describe('PointLog', () => {
  it('halves itself when full, keeping means and the newest place', () => {
    const log = new PointLog(4);
    for (let at = 1; at <= 5; at += 1) log.add({ at, loss: at });
    expect(log.all()).toEqual([
      { at: 2, loss: 1.5 },
      { at: 4, loss: 3.5 },
      { at: 5, loss: 5 },
    ]);
  });
});
