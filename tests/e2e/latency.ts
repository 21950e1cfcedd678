import type { Locator, Page } from '@playwright/test';

export interface Latencies {
  /** Milliseconds from a move of the pointer to the next change of the answer. */
  median: number;
  percentile95: number;
  count: number;
}

/** Draws with a real mouse and measures, in the window's own clock, how soon the answer follows. */
export async function latencies(
  window: Page,
  surface: Locator,
  answer: Locator,
): Promise<Latencies> {
  await answer.evaluate((table) => {
    const times: number[] = [];
    let moved: number | null = null;
    // `timeStamp`: when the system saw the hand, not when the page got to it.
    addEventListener('pointermove', (event) => (moved ??= event.timeStamp), { capture: true });
    new MutationObserver(() => {
      if (moved === null) return;
      times.push(performance.now() - moved);
      moved = null;
    }).observe(table, { subtree: true, characterData: true, childList: true });
    Object.assign(table, { times });
  });
  const { x, y, width, height } = (await surface.boundingBox())!;
  await window.mouse.move(x + width * 0.3, y + height * 0.2);
  await window.mouse.down();
  for (const [right, down] of [
    [0.7, 0.2],
    [0.45, 0.8],
    [0.3, 0.5],
    [0.7, 0.5],
  ] as const) {
    await window.mouse.move(x + width * right, y + height * down, { steps: 20 });
  }
  await window.mouse.up();
  const times = await answer.evaluate((table) => (table as unknown as { times: number[] }).times);
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Infinity;
  return { median: at(0.5), percentile95: at(0.95), count: sorted.length };
}
