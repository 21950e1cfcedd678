import { contextBridge, ipcRenderer } from 'electron';
import {
  channels,
  type EngineStatus,
  type HostApi,
  type MenuCommand,
  type OpenedRun,
} from './contract/host.ts';

/** Listens on a channel; the page's listener gets the value and never Electron's event object. */
function subscribe<T>(channel: string, listener: (value: T) => void): () => void {
  const receive = (_event: unknown, value: T) => listener(value);
  ipcRenderer.on(channel, receive);
  return () => ipcRenderer.removeListener(channel, receive);
}

/** Runs that were opened before the page listened. */
const opened: OpenedRun[] = [];
const collect = (_event: unknown, run: OpenedRun) => opened.push(run);
ipcRenderer.on(channels.openRun, collect);

/** Ports that the page asked for and hasn't got; a port that nobody asked for goes nowhere. */
const nonces = new Set<string>();
ipcRenderer.on(channels.enginePort, (event, nonce: string) => {
  if (!nonces.delete(nonce)) return;
  // A port can't cross the context bridge; a message of the window to itself can carry it.
  window.postMessage(nonce, window.location.origin, event.ports);
});

const api: HostApi = {
  connectEngine(nonce) {
    nonces.add(nonce);
    ipcRenderer.send(channels.connectEngine, nonce);
  },
  restartEngine: () => ipcRenderer.send(channels.restartEngine),
  onEngineStatus: (listener) => subscribe<EngineStatus>(channels.engineStatus, listener),
  onOpenRun(listener) {
    ipcRenderer.removeListener(channels.openRun, collect);
    for (const run of opened.splice(0)) listener(run);
    return subscribe<OpenedRun>(channels.openRun, listener);
  },
  readSettings: () => ipcRenderer.invoke(channels.readSettings),
  writeSettings: (settings) => ipcRenderer.invoke(channels.writeSettings, settings),
  readLicences: () => ipcRenderer.invoke(channels.readLicences),
  appInfo: () => ipcRenderer.invoke(channels.appInfo),
  saveReport: (report) => ipcRenderer.invoke(channels.saveReport, report),
  onMenuCommand: (listener) => subscribe<MenuCommand>(channels.menuCommand, listener),
};

contextBridge.exposeInMainWorld('mebae', api);
