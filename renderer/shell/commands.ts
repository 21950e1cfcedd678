import type { MenuCommand } from '../../preload/contract.ts';
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
  undo: (app) => editOr('undo', () => app.editor.undo()),
  redo: (app) => editOr('redo', () => app.editor.redo()),
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

/** In a text field the menu's Undo is the field's own; deprecated as it is, nothing replaces execCommand. */
function editOr(edit: 'undo' | 'redo', otherwise: () => void): void {
  if (isTextField(document.activeElement)) document.execCommand(edit);
  else otherwise();
}
