import type { WebContents } from 'electron';

/**
 * Item 14: "Disable or limit creation of new windows", and item 15: "Do not use shell.openExternal
 * with untrusted content". No page opens a window, and the application opens no browser.
 */
export function refuseNewWindows(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
