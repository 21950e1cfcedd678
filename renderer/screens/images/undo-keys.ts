import { isTextField } from '../../shell/shortcuts.ts';
import type { Painting } from './painting.svelte.ts';

/**
 * Ctrl or Cmd with Z, Shift+Z or Y, for the picture that is painted on. In a text field they are the
 * field's own.
 */
export function undoByKey(event: KeyboardEvent, painting: Painting | null): void {
  if (!painting || event.ctrlKey === event.metaKey || event.altKey) return;
  if (isTextField(event.target)) return;
  const key = event.key.toLowerCase();
  const undo = key === 'z' && !event.shiftKey;
  const redo = (key === 'z' && event.shiftKey) || (key === 'y' && !event.shiftKey);
  if (!undo && !redo) return;
  // Answered here: neither the window nor the menu undoes something else with the same press.
  event.preventDefault();
  event.stopPropagation();
  if (undo) painting.undo();
  else painting.redo();
}
