import path from 'node:path';
import type { Page } from '@playwright/test';
import { checkout } from './fixtures.ts';

/** A picture of tests/fixtures/pictures. */
export const picture = (name: string) => path.join(checkout, 'tests/fixtures/pictures', name);

/** Holds files and folders over the window as the system does when they are dragged, by path. */
export async function dragFiles(window: Page, files: string[]) {
  const cdp = await window.context().newCDPSession(window);
  const data = { items: [], files, dragOperationsMask: 1 };
  const at = { x: 400, y: 300 };
  await cdp.send('Input.dispatchDragEvent', { type: 'dragEnter', ...at, data });
  await cdp.send('Input.dispatchDragEvent', { type: 'dragOver', ...at, data });
  return {
    async drop() {
      await cdp.send('Input.dispatchDragEvent', { type: 'drop', ...at, data });
      await cdp.detach();
    },
    /** The protocol's dragCancel tells the page nothing: this is the event that a real leave ends with. */
    async leave() {
      await window.evaluate(() =>
        document.body.dispatchEvent(new DragEvent('dragleave', { bubbles: true })),
      );
      await cdp.detach();
    },
  };
}

/** Drops files and folders on the window. */
export async function dropFiles(window: Page, files: string[]): Promise<void> {
  await (await dragFiles(window, files)).drop();
}
