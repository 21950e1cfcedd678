import type { LessonEvent } from '../../preload/contract.ts';
import { dataRoomOf } from '../screens/data/room.svelte.ts';
import { imagesRoomOf } from '../screens/images/room.svelte.ts';
import type { Painting } from '../screens/images/painting.svelte.ts';
import type { Bench } from '../screens/images/photograph/bench.svelte.ts';
import { networkRoomOf } from '../screens/network/room.svelte.ts';
import type { App } from '../state/app.svelte.ts';

/** From how many pixels on a side a picture counts as one with few. */
const fewPixels = 32;

/**
 * What the rooms' state tells without a word from them: for each event what is so now, null where it is
 * not. The event has happened when another value than null takes its place.
 */
export const signals: readonly (readonly [LessonEvent, (app: App) => unknown])[] = [
  ['plane-viewed', (app) => bench(app, ({ view }) => (view === 'colour' ? null : view))],
  ['pixels-reduced', (app) => bench(app, ({ side }) => (side <= fewPixels ? side : null))],
  ['levels-reduced', (app) => bench(app, ({ levels }) => (levels < 256 ? levels : null))],
  ['picture-changed', (app) => bench(app, ({ name }) => name)],
  ['square-painted', (app) => painted(imagesRoomOf(app).squares.painting)],
  ['digit-painted', (app) => painted(imagesRoomOf(app).digit.painting)],
  ['sample-opened', (app) => dataRoomOf(app).open],
  ['network-changed', ownNetwork],
  ['worked-example-opened', (app) => viewOf(app, 'example')],
  ['example-changed', (app) => viewOf(app, 'example') && networkRoomOf(app).exampleInput],
  ['program-opened', (app) => viewOf(app, 'program')],
  ['unit-opened', (app) => networkRoomOf(app).chosen],
  ['training-started', (app) => app.training.progress?.runId ?? null],
  ['epoch-chosen', (app) => app.runs.selected && app.moment.of(app.runs.selected)],
  ['picture-classified', classified],
];

function bench<T>(app: App, read: (bench: Bench) => T): T {
  return read(imagesRoomOf(app).bench);
}

function painted(painting: Painting | null): Uint8Array | null {
  return painting?.edited ? painting.pixels : null;
}

/** The lesson's own network is no doing of the student's. */
function ownNetwork(app: App) {
  const { network } = app.editor;
  return network === app.lesson.applied ? null : network;
}

/** Only while one is in the room: its view is remembered from before. */
function viewOf(app: App, view: 'example' | 'program'): string | null {
  return app.room === 'network' && networkRoomOf(app).view === view ? view : null;
}

/** The newest picture that has its answer. */
function classified(app: App): number | null {
  return app.dropped.items.findLast(({ status }) => status === 'classified')?.id ?? null;
}
