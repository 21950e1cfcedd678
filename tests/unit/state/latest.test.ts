import { describe, expect, it } from 'vitest';
import { Kept } from '../../../renderer/state/kept.ts';
import { Latest } from '../../../renderer/state/latest.ts';

describe('Latest', () => {
  it('asks for one at a time, and of those that wait only for the newest', async () => {
    const latest = new Latest<number>();
    const asked: number[] = [];
    const taken: number[] = [];
    const ends: (() => void)[] = [];
    const want = (value: number) =>
      latest.want(
        () => {
          asked.push(value);
          return new Promise((resolve) => ends.push(() => resolve(value)));
        },
        (answer) => taken.push(answer),
      );
    [1, 2, 3].forEach(want);
    expect(asked).toEqual([1]);
    ends[0]!();
    await expect.poll(() => asked).toEqual([1, 3]);
    ends[1]!();
    await expect.poll(() => taken).toEqual([1, 3]);
  });

  it('takes nothing from what failed, and asks on', async () => {
    const latest = new Latest<number>();
    const taken: number[] = [];
    latest.want(
      () => Promise.resolve(null),
      (value) => taken.push(value),
    );
    latest.want(
      () => Promise.resolve(2),
      (value) => taken.push(value),
    );
    await expect.poll(() => taken).toEqual([2]);
  });
});

describe('Kept', () => {
  it('keeps the last so many', () => {
    const kept = new Kept<number>(2);
    kept.put('a', 1);
    kept.put('b', 2);
    kept.put('c', 3);
    expect(['a', 'b', 'c'].map((key) => kept.get(key))).toEqual([undefined, 2, 3]);
  });
});
