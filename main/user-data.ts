import path from 'node:path';
import { app, dialog } from 'electron';
import type { HostMessages } from './messages.ts';
import { isWritableFolder } from './writable-folder.ts';

/**
 * Settings and runs lie in the user's application data; `--user-data-dir` puts them elsewhere (a USB
 * stick, a test). Set here because not every way to start Electron knows the application's name.
 */
export function chooseUserData(): void {
  app.setName('Mebae');
  const chosen = app.commandLine.getSwitchValue('user-data-dir');
  app.setPath(
    'userData',
    chosen === '' ? path.join(app.getPath('appData'), 'Mebae') : path.resolve(chosen),
  );
}

/**
 * Ends this start, which did not get to be the only one: quietly where another has the folder. Where
 * nothing can be written there (a read-only stick, a home without rights) Chromium calls it taken too,
 * and the user would see nothing happen at all.
 */
export function giveWay(texts: () => HostMessages['crash']): void {
  const folder = app.getPath('userData');
  if (isWritableFolder(folder)) {
    app.quit();
    return;
  }
  console.error(`mebae: ${folder} cannot be written to`);
  void app.whenReady().then(() => {
    dialog.showErrorBox(texts().title, `${texts().folder}\n\n${folder}`);
    app.exit(1);
  });
}
