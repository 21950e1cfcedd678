import { describe, expect, it } from 'vitest';
import { explainDeath, hasAvx } from '../../../main/engine/trainers/probe-result.ts';

const withAvx = 'processor\t: 0\nflags\t\t: fpu sse sse2 avx avx2\nprocessor\t: 1\n';
const withoutAvx = 'processor\t: 0\nflags\t\t: fpu sse sse2 avx512_like\n';
const arm = 'processor\t: 0\nFeatures\t: fp asimd\n';

describe('hasAvx', () => {
  it.each([
    [withAvx, true],
    [withoutAvx, false],
    [arm, null],
    [null, null],
  ])('reads the flags of Linux’s list of processors (%#)', (processors, expected) => {
    expect(hasAvx(processors)).toBe(expected);
  });
});

describe('explainDeath', () => {
  it.each([
    ['SIGILL', withoutAvx, 'no-avx'],
    ['SIGSEGV', withoutAvx, 'no-avx'],
    ['SIGILL', withAvx, 'probe-crashed'],
    ['SIGILL', null, 'no-avx'],
    [0xc000001d, null, 'no-avx'],
    ['SIGSEGV', null, 'probe-crashed'],
    [1, null, 'probe-crashed'],
    [null, withAvx, 'probe-crashed'],
  ])('takes %s for what it was (%#)', (exit, processors, code) => {
    expect(explainDeath(exit, processors)).toMatchObject({ ok: false, code });
  });
});
