import type { MenuItemConstructorOptions } from 'electron';
import type { Locale, MenuCommand, Room, Settings } from '../preload/contract.ts';
import { rooms, themes } from '../preload/contract.ts';
import { hostMessages, type HostMessages } from './messages.ts';

type Item = MenuItemConstructorOptions;
type Texts = HostMessages['menu'];

export interface MenuContext {
  settings: Settings;
  locale: Locale;
  platform: NodeJS.Platform;
  /** A checkout's menu can also reload the page and open the developer tools. */
  packaged: boolean;
  send(command: MenuCommand): void;
}

const separator: Item = { type: 'separator' };

/** The menu bar: roles where the system has them, commands to the window for the rest. */
export function menuTemplate(context: MenuContext): Item[] {
  const texts = hostMessages[context.locale].menu;
  const mac = context.platform === 'darwin';
  return [
    ...(mac ? [applicationMenu(texts, context)] : []),
    { label: texts.file, submenu: fileMenu(texts, context) },
    { label: texts.edit, submenu: editMenu(texts, context) },
    { label: texts.go, submenu: goMenu(texts, context) },
    { label: texts.view, submenu: viewMenu(texts, context) },
    ...(mac ? [windowMenu(texts)] : []),
    {
      label: texts.help,
      role: 'help',
      submenu: mac ? [] : [command(context, 'about', texts.about)],
    },
  ];
}

function command(
  { send }: MenuContext,
  id: MenuCommand,
  label: string,
  accelerator?: string,
): Item {
  return { id, label, click: () => send(id), ...(accelerator ? { accelerator } : {}) };
}

function applicationMenu(texts: Texts, context: MenuContext): Item {
  return {
    role: 'appMenu',
    submenu: [
      command(context, 'about', texts.about),
      separator,
      { role: 'services', label: texts.services },
      separator,
      { role: 'hide', label: texts.hide },
      { role: 'hideOthers', label: texts.hideOthers },
      { role: 'unhide', label: texts.showAll },
      separator,
      { role: 'quit', label: texts.quit },
    ],
  };
}

function fileMenu(texts: Texts, context: MenuContext): Item[] {
  const mac = context.platform === 'darwin';
  const recent: Item = {
    role: 'recentDocuments',
    label: texts.recent,
    submenu: [{ role: 'clearRecentDocuments', label: texts.clearRecent }],
  };
  return [
    command(context, 'open-files', texts.openFiles, 'CmdOrCtrl+O'),
    command(context, 'open-run', texts.openRun, 'CmdOrCtrl+Shift+O'),
    command(context, 'open-lesson', texts.openLesson),
    ...(mac ? [recent] : []),
    separator,
    command(context, 'save-run', texts.saveRun, 'CmdOrCtrl+S'),
    command(context, 'save-report', texts.saveReport, 'CmdOrCtrl+Shift+S'),
    separator,
    mac ? { role: 'close', label: texts.close } : { role: 'quit', label: texts.quit },
  ];
}

function editMenu(texts: Texts, context: MenuContext): Item[] {
  const redo = context.platform === 'win32' ? 'Ctrl+Y' : 'CmdOrCtrl+Shift+Z';
  return [
    command(context, 'undo', texts.undo, 'CmdOrCtrl+Z'),
    command(context, 'redo', texts.redo, redo),
    separator,
    { role: 'cut', label: texts.cut },
    { role: 'copy', label: texts.copy },
    { role: 'paste', label: texts.paste },
    { role: 'selectAll', label: texts.selectAll },
  ];
}

function goMenu(texts: Texts, context: MenuContext): Item[] {
  const go = (room: Room, index: number): Item =>
    command(context, `go-${room}`, texts[room], `CmdOrCtrl+${index + 1}`);
  return [
    ...rooms.map(go),
    separator,
    command(context, 'toggle-training', texts.toggleTraining, 'CmdOrCtrl+Return'),
    separator,
    {
      ...command(context, 'lesson', texts.lesson, 'CmdOrCtrl+L'),
      type: 'checkbox',
      checked: context.settings.lesson?.active ?? false,
    },
    command(context, 'next-step', texts.nextStep),
    command(context, 'previous-step', texts.previousStep),
  ];
}

function viewMenu(texts: Texts, context: MenuContext): Item[] {
  const { settings, locale } = context;
  const themeTexts = { system: texts.themeSystem, light: texts.themeLight, dark: texts.themeDark };
  const choice = (id: MenuCommand, label: string, checked: boolean): Item => ({
    ...command(context, id, label),
    type: 'radio',
    checked,
  });
  // The '+' of most keyboards is Shift and '=' or ';': all three enlarge, one is shown.
  const alsoZoomIn = ['CmdOrCtrl+=', 'CmdOrCtrl+numadd'].map((accelerator): Item => ({
    role: 'zoomIn',
    accelerator,
    visible: false,
    acceleratorWorksWhenHidden: true,
  }));
  return [
    {
      ...command(context, 'presentation', texts.presentation, 'CmdOrCtrl+Shift+P'),
      type: 'checkbox',
      checked: settings.presentation,
    },
    {
      label: texts.theme,
      submenu: themes.map((theme) =>
        choice(`theme-${theme}`, themeTexts[theme], settings.theme === theme),
      ),
    },
    {
      label: texts.language,
      submenu: [
        choice('locale-ja', '日本語', locale === 'ja'),
        choice('locale-en', 'English', locale === 'en'),
      ],
    },
    separator,
    { role: 'zoomIn', label: texts.zoomIn },
    ...alsoZoomIn,
    { role: 'zoomOut', label: texts.zoomOut },
    { role: 'resetZoom', label: texts.actualSize },
    separator,
    { role: 'togglefullscreen', label: texts.fullScreen },
    ...(context.packaged ? [] : developerItems(texts)),
  ];
}

function developerItems(texts: Texts): Item[] {
  return [
    separator,
    { role: 'reload', label: texts.reload },
    { role: 'toggleDevTools', label: texts.developerTools },
  ];
}

function windowMenu(texts: Texts): Item {
  return {
    role: 'windowMenu',
    label: texts.window,
    submenu: [
      { role: 'minimize', label: texts.minimise },
      { role: 'zoom', label: texts.zoomWindow },
      separator,
      { role: 'front', label: texts.bringToFront },
    ],
  };
}
