import { app, ipcMain, session, type BrowserWindow } from 'electron';
import { channels, type MenuCommand } from '../preload/contract.ts';
import type { Start } from './arguments.ts';
import { CloseGuard } from './close-guard.ts';
import { reloadAfterCrash, watchFaults } from './crashes.ts';
import { saveWithDialog } from './downloads.ts';
import { endUtilities } from './engine-process.ts';
import { createEngineHost } from './engine-start.ts';
import { answerWindow, tell } from './host-services.ts';
import { showMenu } from './menu.ts';
import { hostMessages } from './messages.ts';
import { OpenedRuns } from './open-run.ts';
import type { Paths } from './paths.ts';
import { GuardedIpc } from './security/ipc.ts';
import { serveRenderer } from './security/scheme.ts';
import { resolveLocale, SettingsStore } from './settings.ts';
import { becomeOnlyInstance } from './single-instance.ts';
import { giveWay } from './user-data.ts';
import { focusWindow, WindowOpener } from './window.ts';

/** How long the engine has to write a checkpoint when the application ends, in milliseconds. */
const quitDeadline = 10_000;

/** The windowed application: one window, one engine, and what ties them to the system. */
export class Application {
  #window: BrowserWindow | null = null;
  readonly #settings = new SettingsStore(app.getPath('userData'));
  readonly #opener: WindowOpener;
  readonly #ipc = new GuardedIpc(ipcMain);
  readonly #runs = new OpenedRuns();
  readonly #engine;
  readonly #closeGuard = new CloseGuard({
    training: () => this.#engine.training,
    texts: () => this.#texts.training,
  });

  constructor(
    private readonly paths: Paths,
    private readonly start: Extract<Start, { kind: 'window' }>,
  ) {
    this.#opener = new WindowOpener(app.getPath('userData'), paths, this.#settings);
    this.#engine = createEngineHost(
      paths,
      start.engine,
      () => this.#settings.current.threads,
      (status) => tell(this.#window?.webContents, channels.engineStatus, status),
    );
  }

  /** Everything in order; before Electron is ready. */
  run(): void {
    watchFaults(this.paths.packaged, () => this.#texts.crash);
    const first = becomeOnlyInstance(this.start.files, (files) => {
      this.#open(files);
      this.#focus();
    });
    if (!first) {
      giveWay(() => this.#texts.crash);
      return;
    }
    this.#open(this.start.files);
    app.on('open-file', (event, file) => {
      event.preventDefault();
      this.#open([file]);
    });
    app.on('activate', () => this.#focus());
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit();
    });
    this.#endTheEngineWithUs();
    // Without a window there is nobody left to see a mere line in the log: end with a word (watchFaults).
    const end = (error: unknown) =>
      setImmediate(() => {
        throw error;
      });
    void app
      .whenReady()
      .then(() => this.#ready())
      .catch(end);
  }

  async #ready(): Promise<void> {
    await this.#settings.load();
    void this.#engine.start();
    await this.#opener.load();
    serveRenderer(session.defaultSession, this.paths.renderer);
    saveWithDialog(session.defaultSession, () => this.#texts.save);
    answerWindow(this.#ipc, {
      settings: this.#settings,
      engine: this.#engine,
      assets: this.paths.assets,
    });
    this.#settings.onChange(() => this.#showMenu());
    this.#showMenu();
    this.#focus();
  }

  /** Shows the window, or a new one where none is left (macOS). */
  #focus(): void {
    if (this.#window) focusWindow(this.#window);
    else if (app.isReady()) this.#window = this.#opener.open((window) => this.#prepare(window));
  }

  #prepare(window: BrowserWindow): void {
    const contents = window.webContents;
    const id = contents.id;
    this.#ipc.trust(contents);
    this.#closeGuard.watch(window);
    reloadAfterCrash(window, () => this.#texts.crash);
    contents.once('did-finish-load', () =>
      this.#runs.deliverTo((run) => tell(contents, channels.openRun, run)),
    );
    window.once('closed', () => {
      this.#window = null;
      this.#engine.forget(id);
      this.#runs.deliverTo(null);
    });
  }

  #open(files: string[]): void {
    for (const file of files) app.addRecentDocument(file);
    this.#runs.open(files);
  }

  #showMenu(): void {
    showMenu({
      settings: this.#settings.current,
      locale: this.#locale,
      platform: process.platform,
      packaged: this.paths.packaged,
      send: (command: MenuCommand) =>
        tell(this.#window?.webContents, channels.menuCommand, command),
    });
  }

  /** The windows are closed by now; the engine keeps its weights, the settings reach the disk. */
  #endTheEngineWithUs(): void {
    let ended = false;
    app.on('will-quit', (event) => {
      if (ended) return;
      event.preventDefault();
      void Promise.all([
        this.#engine.quit(quitDeadline),
        this.#settings.flush(),
        this.#opener.flush(),
      ])
        .then(endUtilities)
        .finally(() => {
          ended = true;
          app.quit();
        });
    });
  }

  get #locale() {
    return this.#settings.current.locale ?? resolveLocale(app.getLocale());
  }

  get #texts() {
    return hostMessages[this.#locale];
  }
}
