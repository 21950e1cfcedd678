import type { Page } from '@playwright/test';

export interface Frames {
  /** Milliseconds between frames. */
  median: number;
  percentile95: number;
  longest: number;
  count: number;
}

/** Watches the window's frames for so many milliseconds. */
export async function watchFrames(window: Page, milliseconds: number): Promise<Frames> {
  const intervals = await window.evaluate(async (duration) => {
    const times: number[] = [];
    const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const began = await nextFrame();
    let last = began;
    while (last - began < duration) {
      const now = await nextFrame();
      times.push(now - last);
      last = now;
    }
    return times;
  }, milliseconds);
  const sorted = intervals.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return { median: at(0.5), percentile95: at(0.95), longest: at(1), count: sorted.length };
}
