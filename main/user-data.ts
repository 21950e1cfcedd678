import path from 'node:path';
import { app } from 'electron';

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
