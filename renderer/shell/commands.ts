import type { MenuCommand } from '../../preload/contract.ts';
import { imagesRoomOf } from '../screens/images/room.svelte.ts';
import type { App } from '../state/app.svelte.ts';
import { chooseFiles } from './incoming.ts';
import { turn } from '../lesson/turn.ts';
import { saveRun } from './save-run.ts';
import { isTextField } from './shortcuts.ts';

/** What each command of the menu, and each shortcut, does. */
export function runCommand(app: App, command: MenuCommand): void {
  commands[command](app);
}

const commands: Record<MenuCommand, (app: App) => void> = {
  'open-files': (app) => chooseFiles(app),
  'open-run': (app) => chooseFiles(app, 'run'),
  'save-run': (app) => void saveRun(app),
  'open-lesson': (app) => chooseFiles(app, 'lesson'),
  lesson: (app) => app.lesson.toggle(),
  'next-step': (app) => turn(app, 1),
  'previous-step': (app) => turn(app, -1),
  'save-report': (app) => (app.lesson.reportOpen = true),
  undo: (app) => editOr('undo', () => editedIn(app).undo()),
  redo: (app) => editOr('redo', () => editedIn(app).redo()),
  'go-images': (app) => app.go('images'),
  'go-data': (app) => app.go('data'),
  'go-network': (app) => app.go('network'),
  'go-train': (app) => app.go('train'),
  'go-results': (app) => app.go('results'),
  'go-try': (app) => app.go('try'),
  'toggle-training': (app) => toggleTraining(app),
  'locale-ja': (app) => app.change({ locale: 'ja' }),
  'locale-en': (app) => app.change({ locale: 'en' }),
  'theme-system': (app) => app.change({ theme: 'system' }),
  'theme-light': (app) => app.change({ theme: 'light' }),
  'theme-dark': (app) => app.change({ theme: 'dark' }),
  presentation: (app) => app.change({ presentation: !app.settings.presentation }),
  about: (app) => (app.aboutOpen = true),
};

function toggleTraining(app: App): void {
  const { training } = app;
  if (training.starting) return;
  if (!training.active) void app.train();
  else void app.attempt(() => (training.paused ? training.resume() : training.pause()));
}

/** What undo is about: the picture one paints on, else the network and its training. */
function editedIn(app: App): { undo(): void; redo(): void } {
  return (app.room === 'images' ? imagesRoomOf(app).painting : null) ?? app.editor;
}

/** In a text field the menu's Undo is the field's own; deprecated as it is, nothing replaces execCommand. */
function editOr(edit: 'undo' | 'redo', otherwise: () => void): void {
  if (isTextField(document.activeElement)) document.execCommand(edit);
  else otherwise();
}
