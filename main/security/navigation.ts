import type { WebContents } from 'electron';
import { isOwnPage } from './origin.ts';

/**
 * Item 13: "Disable or limit navigation". The window shows one page for its whole life; it may load
 * that one again, in its main frame, and go nowhere else.
 */
export function refuseNavigation(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
}
