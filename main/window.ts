import path from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { JsonFile } from './json-file.ts';
import type { Paths } from './paths.ts';
import { applicationPage } from './security/origin.ts';
import { webPreferences } from './security/web-preferences.ts';
import type { SettingsStore } from './settings.ts';
import {
  defaultWindowState,
  minimumSize,
  placeWindow,
  WindowStateSchema,
  type Rectangle,
  type WindowState,
} from './window-state.ts';

/** The page's own paper colours, so that no white flashes before it is drawn. */
const paper = { light: '#fbfaf7', dark: '#14171c' };

/** Opens the application's window, and remembers where it was. */
export class WindowOpener {
  readonly #state: JsonFile<WindowState>;

  constructor(
    userData: string,
    private readonly paths: Pick<Paths, 'preload' | 'icon'>,
    private readonly settings: SettingsStore,
  ) {
    this.#state = new JsonFile(
      path.join(userData, 'window.json'),
      WindowStateSchema,
      defaultWindowState,
    );
    settings.onChange(({ theme }) => {
      nativeTheme.themeSource = theme;
    });
    nativeTheme.on('updated', () => {
      for (const window of BrowserWindow.getAllWindows()) window.setBackgroundColor(this.#paper());
    });
  }

  async load(): Promise<void> {
    await this.#state.load();
    nativeTheme.themeSource = this.settings.current.theme;
  }

  flush(): Promise<void> {
    return this.#state.flush();
  }

  /** @param prepare called with the window before its page is loaded */
  open(prepare: (window: BrowserWindow) => void): BrowserWindow {
    const { bounds, maximised } = this.#state.value;
    const window = new BrowserWindow({
      ...placeWindow(bounds, workAreas()),
      minWidth: minimumSize.width,
      minHeight: minimumSize.height,
      title: app.name,
      icon: this.paths.icon,
      show: false,
      backgroundColor: this.#paper(),
      webPreferences: webPreferences(this.paths.preload),
    });
    if (maximised) window.maximize();
    window.once('ready-to-show', () => {
      window.show();
      if (this.settings.current.presentation) window.setFullScreen(true);
    });
    const remember = () => this.#remember(window);
    window.on('resized', remember);
    window.on('moved', remember);
    window.on('maximize', remember);
    window.on('unmaximize', remember);
    // Linux tells of neither 'resized' nor 'moved'; the close is told everywhere.
    window.on('close', remember);
    // Readable from the back row, and nothing but Mebae on the wall.
    const stopFollowing = this.settings.onChange(({ presentation }, before) => {
      if (presentation !== before.presentation) window.setFullScreen(presentation);
    });
    window.once('closed', stopFollowing);
    prepare(window);
    // A failure to load is told by 'did-fail-load'; the promise would reject on every reload besides.
    window.loadURL(applicationPage).catch(() => undefined);
    return window;
  }

  #remember(window: BrowserWindow): void {
    this.#state.set({
      version: 1,
      bounds: window.getNormalBounds(),
      maximised: window.isMaximized(),
    });
  }

  #paper(): string {
    return nativeTheme.shouldUseDarkColors ? paper.dark : paper.light;
  }
}

/** The screens' areas without task bars, the main screen first. */
function workAreas(): [Rectangle, ...Rectangle[]] {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  return [main.workArea, ...others.map(({ workArea }) => workArea)];
}

/** Brings the window to the front, from the task bar too. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
