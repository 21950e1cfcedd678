import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  cornerOf,
  layOut,
  moved,
  positionAt,
  scrollTo,
  visibleRange,
} from '../../../renderer/screens/data/grid-layout.ts';
import { PictureLoader } from '../../../renderer/screens/data/picture-loader.ts';
import { thumbFor } from '../../../renderer/screens/data/room.svelte.ts';
import {
  countClasses,
  filterSamples,
  firstOfEachClass,
  positionOf,
} from '../../../renderer/screens/data/sample-list.ts';

describe('the list of samples', () => {
  const labels = Uint8Array.from([5, 0, 4, 5, 5, 0]);

  it('is filtered by class and by split', () => {
    const ids = (classes: number[], split: 'both' | 'training' | 'validation') => [
      ...filterSamples(labels, 4, { classes, split }),
    ];
    expect(ids([], 'both')).toEqual([0, 1, 2, 3, 4, 5]);
    expect(ids([], 'validation')).toEqual([4, 5]);
    expect(ids([5], 'training')).toEqual([0, 3]);
    expect(ids([0, 5], 'validation')).toEqual([4, 5]);
    expect(ids([9], 'both')).toEqual([]);
  });

  it('counts classes in a split', () => {
    expect(countClasses(labels, 4, 6, 'both')).toEqual([2, 0, 0, 0, 1, 3]);
    expect(countClasses(labels, 4, 6, 'validation')).toEqual([1, 0, 0, 0, 0, 1]);
  });

  it('finds a sample, and the first of each class', () => {
    const ids = Int32Array.from([2, 7, 11, 40]);
    expect([2, 11, 40, 8, 41].map((sample) => positionOf(ids, sample))).toEqual([0, 2, 3, -1, -1]);
    expect(positionOf(new Int32Array(), 1)).toBe(-1);
    expect(firstOfEachClass(labels, 6)).toEqual([1, 0, 0, 0, 2, 0]);
  });
});

describe('the grid', () => {
  // 10 columns: (626 - 6) / (56 + 6) = 10; rows of 56 + 20 + 6 = 82.
  const layout = layOut(95, 626, 56, 20);

  it('fits as many columns as the width has, at the real height of the whole list', () => {
    expect(layout).toMatchObject({ columns: 10, rows: 10, pitchY: 82, height: 826 });
    expect(layOut(95, 10, 56, 0).columns).toBe(1);
    expect(layOut(0, 626, 56, 20)).toMatchObject({ rows: 0, height: 6 });
  });

  it('knows what is in view', () => {
    expect(visibleRange(layout, 95, 0, 164)).toEqual([0, 20]);
    // From within the first row's picture to within the third's.
    expect(visibleRange(layout, 95, 20, 164)).toEqual([0, 30]);
    expect(visibleRange(layout, 95, 826 - 164, 164)).toEqual([80, 95]);
    expect(visibleRange(layout, 95, 0, 164, 1)).toEqual([0, 30]);
  });

  it('finds under the pointer what it drew there, and nothing between', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 70_000 }),
        fc.integer({ min: 200, max: 3000 }),
        fc.constantFrom(28, 56, 84, 112),
        fc.nat(),
        (count, width, thumb, at) => {
          const grid = layOut(count, width, thumb, 20);
          const position = at % count;
          const { x, y } = cornerOf(grid, position);
          expect(x + thumb).toBeLessThanOrEqual(width);
          expect(positionAt(grid, count, x + thumb / 2, y + thumb / 2)).toBe(position);
          expect(positionAt(grid, count, x - 1, y + 1)).toBe(-1);
        },
      ),
    );
  });

  it('goes where the keys say and no further', () => {
    const go = (key: string, from: number) => moved(key, from, layout, 95, 170);
    expect(go('ArrowRight', 9)).toBe(10);
    expect(go('ArrowLeft', 0)).toBe(0);
    expect(go('ArrowDown', 3)).toBe(13);
    expect(go('ArrowUp', 3)).toBe(3);
    expect(go('ArrowDown', 88)).toBe(88);
    expect(go('PageDown', 3)).toBe(23);
    expect(go('PageDown', 90)).toBe(94);
    expect(go('Home', 50)).toBe(0);
    expect(go('End', 50)).toBe(94);
    expect(go('a', 50)).toBeNull();
  });

  it('scrolls no more than it must', () => {
    expect(scrollTo(layout, 5, 0, 200)).toBe(0);
    expect(scrollTo(layout, 5, 300, 200)).toBe(0);
    // The third row ends at 6 + 3 x 82 = 252.
    expect(scrollTo(layout, 25, 0, 200)).toBe(52);
  });
});

describe('the size of the pictures', () => {
  it('lets every name be read whole', () => {
    expect(thumbFor([...'0123456789'], 13)).toBe(56);
    // 11 x 0.6 + 1.2 = 7.8 ems of 13 = 101.
    expect(thumbFor(['T-shirt/top'], 13)).toBe(112);
    // 7 + 1.2 = 8.2 ems of 18 = 148: more than the largest.
    expect(thumbFor(['アンクルブーツ'], 18)).toBe(140);
  });
});

describe('the loader of pictures', () => {
  function loader() {
    const asked: number[][] = [];
    const answers: { resolve(): void; reject(error: Error): void }[] = [];
    const failed = vi.fn();
    const pictures = new PictureLoader(
      (samples) => {
        asked.push(samples);
        return new Promise<void>((resolve, reject) => answers.push({ resolve, reject }));
      },
      () => undefined,
      failed,
    );
    return { asked, answers, failed, pictures };
  }
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, k) => from + k);
  const settled = () => new Promise((resolve) => setTimeout(resolve));

  it('asks in pages, two at a time, and never twice for the same', () => {
    const { asked, pictures } = loader();
    pictures.want(range(0, 1500));
    pictures.want(range(0, 1500));
    expect(asked.map((samples) => [samples[0], samples.length])).toEqual([
      [0, 512],
      [512, 512],
    ]);
  });

  it('forgets what left the view before its turn', async () => {
    const { asked, answers, pictures } = loader();
    pictures.want(range(0, 1500));
    pictures.want(range(60_000, 60_010));
    answers[0]!.resolve();
    await settled();
    expect(asked[2]).toEqual(range(60_000, 60_010));
    answers[1]!.resolve();
    answers[2]!.resolve();
    await settled();
    expect(asked).toHaveLength(3);
  });

  it('stops after a failure until it is told to try again', async () => {
    const { asked, answers, failed, pictures } = loader();
    pictures.want([1, 2]);
    answers[0]!.reject(new Error('the engine died'));
    await settled();
    expect(failed).toHaveBeenCalledOnce();
    pictures.want([1, 2]);
    expect(asked).toHaveLength(1);
    pictures.retry();
    expect(asked[1]).toEqual([1, 2]);
  });
});
