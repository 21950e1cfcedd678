import { isTextField } from '../shell/shortcuts.ts';

/** What a key means while a lesson or a talk is on. */
export type PresenterKey = 'next' | 'previous' | 'present' | 'stop' | 'blank';

interface Situation {
  lesson: boolean;
  presentation: boolean;
}

/** Roles and elements that have their own use for PageUp and PageDown. */
const paging =
  'select, textarea, input, [role=slider], [role=grid], [role=listbox], [role=spinbutton], [role=region]';

/**
 * A remote has no other keys, and whoever holds it can't see where the focus is: in front of a class
 * PageUp and PageDown turn before what has the focus pages by them. With Shift they page it.
 */
export function turnsFirst(
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  { presentation }: Pick<Situation, 'presentation'>,
): boolean {
  return presentation && !shiftKey && (key === 'PageDown' || key === 'PageUp');
}

/**
 * The presenter's keys, which remotes send as well: PageUp and PageDown turn, F5 begins and ends, Esc
 * ends, B and the full stop blank the screen. Arrow keys turn only while nothing has the focus.
 */
export function presenterKey(
  event: Pick<
    KeyboardEvent,
    'key' | 'target' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'
  >,
  { lesson, presentation }: Situation,
): PresenterKey | null {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
  // Shift+F5 is "from the current slide" on many remotes.
  if (key === 'F5') return presentation ? 'stop' : 'present';
  if (event.shiftKey) return null;
  if (lesson || presentation) {
    const unfocused = isUnfocused(target);
    const turns =
      turnsFirst(event, { presentation }) ||
      unfocused ||
      !(target instanceof Element && target.closest(paging));
    if (key === 'PageDown' && turns) return 'next';
    if (key === 'PageUp' && turns) return 'previous';
    if (key === 'ArrowRight' && unfocused) return 'next';
    if (key === 'ArrowLeft' && unfocused) return 'previous';
  }
  if (!presentation) return null;
  if (key === 'Escape' && isUnfocused(target)) return 'stop';
  return (key === 'b' || key === '.') && !isTextField(target) ? 'blank' : null;
}

/** The page itself, or the room as a whole after a jump to it. */
function isUnfocused(target: EventTarget | null): boolean {
  return !(target instanceof Element) || target === document.body || target.id === 'room';
}
