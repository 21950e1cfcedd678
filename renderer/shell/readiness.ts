import type { Room } from '../../preload/contract.ts';
import type { App } from '../state/app.svelte.ts';

/** Whether a room waits for a first network with weights. */
export function waitsForTraining(app: App, room: Room): boolean {
  return (room === 'results' || room === 'try') && app.runs.usable.length === 0;
}
