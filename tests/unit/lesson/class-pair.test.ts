import { describe, expect, it } from 'vitest';
import { pairAfter, type ClassPair } from '../../../renderer/lesson/class-pair.ts';

const after = (...clicks: number[]) => clicks.reduce<ClassPair>(pairAfter, []);

describe('pairAfter', () => {
  it('holds the last two classes that were chosen', () => {
    expect(after(3)).toEqual([3]);
    expect(after(3, 5)).toEqual([3, 5]);
    expect(after(3, 5, 8)).toEqual([5, 8]);
    expect(after(3, 5, 8, 0)).toEqual([8, 0]);
  });

  it('gives a chosen one back', () => {
    expect(after(3, 3)).toEqual([]);
    expect(after(3, 5, 3)).toEqual([5]);
    expect(after(3, 5, 5, 0)).toEqual([3, 0]);
  });
});
