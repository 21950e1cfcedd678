import { app } from 'electron';
import { refuseFileScheme } from './file-scheme.ts';
import { refuseNavigation } from './navigation.ts';
import { disableResolver, refuseNetwork } from './network.ts';
import { refuseNewWindows } from './new-windows.ts';
import { denyPermissions } from './permissions.ts';
import { registerScheme } from './scheme.ts';
import { refuseWebview } from './webview.ts';

/**
 * Every rule, for every session and every page there will ever be, ours or not. Before the
 * application is ready. (Items of the checklist that aren't code: 16, a current Electron, is in
 * package.json; 19, the fuses, in electron-builder.yml.)
 */
export function enforceSecurity(): void {
  // Root can't sandbox (Chromium ends such a process), and says so by this switch; containers do.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  registerScheme();
  disableResolver();
  app.on('session-created', (session) => {
    denyPermissions(session);
    refuseNetwork(session);
    refuseFileScheme(session);
  });
  app.on('web-contents-created', (_event, contents) => {
    refuseNavigation(contents);
    refuseNewWindows(contents);
    refuseWebview(contents);
  });
}
