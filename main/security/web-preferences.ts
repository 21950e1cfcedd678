import type { WebPreferences } from 'electron';

/**
 * Items 2 (no Node.js in the page), 3 (context isolation), 4 (process sandbox), 6 (web security),
 * 8 (no insecure content), 9 and 10 (no experimental or Blink features), 11 (no webview).
 * Most are Electron's defaults; written down, a change of the defaults changes nothing here.
 */
export function webPreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
  };
}
