import type { App } from '../../state/app.svelte.ts';

export const views = ['curves', 'watch', 'step', 'data'] as const;

/** What the Train room remembers while the window walks through the others. */
export class TrainRoom {
  view = $state<(typeof views)[number]>('curves');
}

const rooms = new WeakMap<App, TrainRoom>();

/** The window's Train room; the same one each time it is entered. */
export function trainRoomOf(app: App): TrainRoom {
  const room = rooms.get(app) ?? new TrainRoom();
  rooms.set(app, room);
  return room;
}
