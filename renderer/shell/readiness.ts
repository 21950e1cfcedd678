import type { Room } from '../../preload/contract.ts';
import type { App } from '../state/app.svelte.ts';

/** Whether a room waits for a first trained network. Pictures that were dropped already are shown waiting. */
export function waitsForTraining(app: App, room: Room): room is 'results' | 'try' {
  if (app.runs.usable.length > 0) return false;
  return room === 'results' || (room === 'try' && app.dropped.items.length === 0);
}
