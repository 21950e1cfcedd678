import type { Page } from '@playwright/test';

/**
 * Begins to watch what the window is told by; gives the kinds of events that came from devices since.
 * Moves of the pointer tell nothing: the browser sends them itself where the page moves under it.
 */
export async function watchMeans(window: Page): Promise<() => Promise<string[]>> {
  const kinds = ['keydown', 'pointerdown', 'wheel'] as const;
  const seen = await window.evaluateHandle((names) => {
    const met = new Set<string>();
    for (const name of names) {
      const note = (event: Event) => event.isTrusted && met.add(name);
      addEventListener(name, note, { capture: true, passive: true });
    }
    return met;
  }, kinds);
  return () => seen.evaluate((met) => [...met].sort());
}
