import type { App } from '../../state/app.svelte.ts';
import { exampleInput } from './example/example.ts';
import type { UnitPlace } from './inside/inspection.ts';

export const views = ['build', 'inside', 'example', 'program'] as const;
export type View = (typeof views)[number];

/** Which validation pictures the picker goes through: all, the wrongly answered ones, or one class. */
export type Among = 'all' | 'wrong' | number;

/** What the Network room remembers while the window walks through the others. */
export class NetworkRoom {
  view = $state<View>('build');
  among = $state<Among>('all');
  /** The picture that flows through the network, by its place among the validation pictures. */
  picture = $state(0);
  /** A picture drawn by hand, in the network's form; null: the validation picture. */
  drawn = $state.raw<Uint8Array | null>(null);
  /** The unit that is looked at; null: the answer as a whole. */
  chosen = $state.raw<UnitPlace | null>(null);
  exampleInput = $state.raw<readonly number[]>(exampleInput);
  exampleChosen = $state.raw<UnitPlace | null>(null);
  listing = $state<'keras' | 'tfjs'>('keras');
}

const rooms = new WeakMap<App, NetworkRoom>();

/** The window's Network room; the same one each time it is entered. */
export function networkRoomOf(app: App): NetworkRoom {
  const room = rooms.get(app) ?? new NetworkRoom();
  rooms.set(app, room);
  return room;
}
