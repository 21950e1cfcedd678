import { app, dialog, type BrowserWindow } from 'electron';
import type { HostMessages } from './messages.ts';

/** A window that fails twice within this many milliseconds isn't loaded again. */
const patience = 60_000;

let crashes = 0;

/** Times that the window's process ended and its page was loaded again. */
export function windowCrashes(): number {
  return crashes;
}

/**
 * A fault of our own is never passed over: in a checkout (development, tests) it ends the application
 * with code 1; installed, a forgotten promise is logged and an exception ends with a word to the user.
 */
export function watchFaults(packaged: boolean, texts: () => HostMessages['crash']): void {
  process.on('unhandledRejection', (reason) => {
    console.error('mebae: unhandled rejection:', reason);
    if (!packaged) app.exit(1);
  });
  process.on('uncaughtException', (error) => {
    console.error('mebae: uncaught exception:', error);
    if (packaged) dialog.showErrorBox(texts().title, `${texts().application}\n\n${error.message}`);
    app.exit(1);
  });
}

/** Loads the page again when its process ends; the training, in another process, hasn't noticed. */
export function reloadAfterCrash(window: BrowserWindow, texts: () => HostMessages['crash']): void {
  let last = -Infinity;
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    console.error(`mebae: the window's process ended: ${details.reason} (${details.exitCode})`);
    const now = Date.now();
    if (now - last < patience) {
      dialog.showErrorBox(texts().title, texts().window);
      window.destroy();
      return;
    }
    last = now;
    crashes += 1;
    // Not from within the event: the dead page is still being taken down.
    setImmediate(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    });
  });
}
