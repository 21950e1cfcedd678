import { app, BrowserWindow, type WebContents } from 'electron';
import { channels, type AppInfo } from '../preload/contract.ts';
import { windowCrashes } from './crashes.ts';
import { connectWindow } from './engine-ports.ts';
import type { EngineHost } from './engine-host.ts';
import type { UtilityChild } from './engine-process.ts';
import { readLicences } from './licences.ts';
import { saveReport } from './report.ts';
import type { GuardedIpc } from './security/ipc.ts';
import { refusedRequests } from './security/network.ts';
import { resolveLocale, type SettingsStore } from './settings.ts';

interface Services {
  settings: SettingsStore;
  engine: EngineHost<UtilityChild>;
  assets: string;
}

/** Everything the window can ask of main: one line a message. */
export function answerWindow(ipc: GuardedIpc, { settings, engine, assets }: Services): void {
  ipc.on(channels.connectEngine, (nonce, sender) => connectWindow(engine, sender, nonce));
  ipc.on(channels.restartEngine, () => engine.restart());
  ipc.handle(channels.readSettings, () => settings.current);
  ipc.handle(channels.writeSettings, (changed) => settings.change(changed));
  ipc.handle(channels.readLicences, () => readLicences(assets));
  ipc.handle(channels.appInfo, appInfo);
  ipc.handle(channels.saveReport, (report, sender) =>
    saveReport(report, BrowserWindow.fromWebContents(sender)),
  );
}

/** Sends to a window that may be closing. */
export function tell(contents: WebContents | undefined, channel: string, value: unknown): void {
  if (contents && !contents.isDestroyed()) contents.send(channel, value);
}

function appInfo(): AppInfo {
  return {
    name: app.name,
    version: app.getVersion(),
    electron: process.versions.electron,
    chromium: process.versions.chrome,
    platform: process.platform,
    systemLocale: resolveLocale(app.getLocale()),
    refusedRequests: refusedRequests(),
    windowCrashes: windowCrashes(),
  };
}
