import { app, BrowserWindow, dialog, type MessageBoxOptions } from 'electron';
import type { HostMessages } from './messages.ts';

interface GuardOptions {
  training(): boolean;
  texts(): HostMessages['training'];
}

/**
 * Asks once before a training is ended: when the application quits, and when its window is closed on
 * systems where that is the same. On macOS the window may close while the application, and with it
 * the training, goes on in the Dock.
 */
export class CloseGuard {
  #asking = false;
  #agreed = false;

  constructor(private readonly options: GuardOptions) {
    app.on('before-quit', (event) => {
      if (this.#mayEnd()) return;
      event.preventDefault();
      void this.#ask(BrowserWindow.getAllWindows()[0]);
    });
  }

  watch(window: BrowserWindow): void {
    if (process.platform === 'darwin') return;
    window.on('close', (event) => {
      if (this.#mayEnd()) return;
      event.preventDefault();
      void this.#ask(window);
    });
  }

  #mayEnd(): boolean {
    return this.#agreed || !this.options.training();
  }

  async #ask(window: BrowserWindow | undefined): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    const texts = this.options.texts();
    const question: MessageBoxOptions = {
      type: 'question',
      message: texts.question,
      detail: texts.detail,
      buttons: [texts.stop, texts.keep],
      // Enter stops, Esc and the dialog's own cross keep: nothing is lost either way.
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    };
    const { response } = await (window
      ? dialog.showMessageBox(window, question)
      : dialog.showMessageBox(question));
    this.#asking = false;
    if (response !== 0) return;
    this.#agreed = true;
    app.quit();
  }
}
