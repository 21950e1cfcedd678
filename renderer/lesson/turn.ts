import { rooms } from '../../preload/contract.ts';
import type { App } from '../state/app.svelte.ts';

/** One step on or back; without a lesson, one room: a talk can be given either way. */
export function turn(app: App, by: 1 | -1): void {
  if (app.lesson.active) {
    if (by === 1) app.lesson.next();
    else app.lesson.previous();
    return;
  }
  const room = rooms[rooms.indexOf(app.room) + by];
  if (room) app.go(room);
}
