import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largestIdx, readIdx } from '../../../main/engine/data/idx.ts';
import { idx, refusal } from './files.ts';

const problem = (bytes: Uint8Array, rank = [3, 4]) => refusal(readIdx(bytes, 'file', rank));
const two = idx([2, 1, 3], [1, 2, 3, 4, 5, 6]);

describe('readIdx', () => {
  it('reads plain and packed files alike', async () => {
    const plain = await readIdx(two, 'file', [3]);
    expect(plain.dimensions).toEqual([2, 1, 3]);
    expect([...plain.data]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await readIdx(gzipSync(two), 'file', [3])).toEqual(plain);
  });

  it('reads four dimensions where they are welcome', async () => {
    const { dimensions } = await readIdx(idx([1, 1, 1, 3], [7, 8, 9]), 'file', [3, 4]);
    expect(dimensions).toEqual([1, 1, 1, 3]);
  });

  it('holds the bytes, not the file around them', async () => {
    const large = idx([1, 200, 200], new Uint8Array(40_000));
    for (const file of [large, gzipSync(large)]) {
      const { data } = await readIdx(file, 'file', [3]);
      expect(data.buffer.byteLength).toBeLessThan(40_100);
    }
  });

  const floats = Buffer.from(two);
  floats[2] = 0x0d;
  const flipped = gzipSync(two);
  flipped[flipped.length - 6]! ^= 1;
  const packed = gzipSync(
    idx(
      [1, 200, 200],
      new Uint8Array(40_000).map((_, index) => index * 7),
    ),
  );
  it.each([
    ['not-idx', Buffer.from('PNG, perhaps')],
    ['not-bytes', floats],
    ['dimensions', idx([6], [1, 2, 3, 4, 5, 6])],
    ['dimensions', idx([0, 28, 28], [])],
    ['truncated', new Uint8Array(0)],
    ['truncated', two.subarray(0, 3)],
    ['truncated', two.subarray(0, 9)],
    ['truncated', two.subarray(0, -1)],
    ['truncated', gzipSync(two.subarray(0, -1))],
    ['truncated', packed.subarray(0, packed.length / 2)],
    ['trailing-bytes', Buffer.concat([two, Buffer.from([0])])],
    ['trailing-bytes', gzipSync(Buffer.concat([two, Buffer.from([0])]))],
    ['too-large', idx([0xffffffff, 0xffff, 0xffff], [])],
    ['trailing-bytes', gzipSync(Buffer.concat([two, Buffer.alloc(1000)]))],
    ['damaged-gzip', flipped],
    ['damaged-gzip', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff])],
  ])('tells %s', async (expected, bytes) => {
    expect(await problem(bytes)).toBe(`dataset-damaged ${expected}`);
  });

  it('does not unpack a gzip bomb', async () => {
    const bomb = gzipSync(Buffer.concat([two, Buffer.alloc(300e6)]));
    const before = process.memoryUsage().rss;
    expect(await problem(bomb)).toBe('dataset-damaged trailing-bytes');
    const declared = gzipSync(idx([largestIdx + 1, 1, 1], []));
    expect(await problem(declared)).toBe('dataset-damaged too-large');
    expect(process.memoryUsage().rss - before).toBeLessThan(50e6);
  });

  it('gives back any array', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (count, height, width, pack) => {
          const data = Uint8Array.from({ length: count * height * width }, (_, at) => at * 31);
          const file = idx([count, height, width], data);
          const read = await readIdx(pack ? gzipSync(file) : file, 'file', [3]);
          expect(read).toEqual({ dimensions: [count, height, width], data });
        },
      ),
      { numRuns: 50, seed: 7 },
    );
  });
});
