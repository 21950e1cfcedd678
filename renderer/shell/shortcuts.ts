import { rooms, type MenuCommand } from '../../preload/contract.ts';

/** Inputs that take no typing. */
const untyped = new Set([
  'checkbox',
  'radio',
  'range',
  'button',
  'submit',
  'file',
  'color',
  'reset',
]);

/** Whether typing goes there, so that undo, redo and paste are its own affair. */
export function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !untyped.has(target.type);
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}

/** The command that a key press means; null: none, the key is left alone. */
export function shortcut(event: KeyboardEvent): MenuCommand | null {
  // Either of Ctrl and Cmd: the other is not used with these keys on any system.
  if (event.ctrlKey === event.metaKey || event.altKey || event.isComposing) return null;
  const key = event.key.toLowerCase();
  const room = event.shiftKey ? undefined : rooms[Number(key) - 1];
  if (room) return `go-${room}`;
  if (key === 'o' && !event.shiftKey) return 'open-files';
  if (isTextField(event.target)) return null;
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  if (key === 'y' && !event.shiftKey) return 'redo';
  return null;
}
