import type { ElectronApplication } from '@playwright/test';

/** From now on the question whether to stop the training is answered: 0 stops it, 1 keeps it going. */
export async function answerQuestions(app: ElectronApplication, response: 0 | 1): Promise<void> {
  await app.evaluate(({ dialog }, choice) => {
    const asked = ((globalThis as { asked?: string[] }).asked ??= []);
    dialog.showMessageBox = ((_window: unknown, { message }: { message: string }) => {
      asked.push(message);
      return Promise.resolve({ response: choice, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
  }, response);
}

/** The questions that were asked since the start. */
export function askedQuestions(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(() => (globalThis as { asked?: string[] }).asked ?? []);
}

export async function closeWindow(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
}
