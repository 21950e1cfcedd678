import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type axe from 'axe-core';
import { expect } from './fixtures.ts';

const axeSource = await readFile(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/** What axe finds in the window as it is, contrast included. */
export async function violations(window: Page): Promise<string[]> {
  if (!(await window.evaluate(() => 'axe' in self))) await window.evaluate(axeSource);
  return window.evaluate(async () => {
    const results = await self.axe.run();
    return results.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`,
    );
  });
}

/** Puts the window into a theme, and waits until nothing moves. */
export async function dress(window: Page, theme: 'light' | 'dark'): Promise<void> {
  await window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await expect(window.locator('html')).toHaveAttribute('data-theme', theme);
  // Colours that are on their way have the contrast of neither theme.
  await window.evaluate(async () => {
    await new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)));
    await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null)));
  });
}
