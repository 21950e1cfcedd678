import type { LessonEvent } from '../../preload/contract.ts';
import { dataRoomOf } from '../screens/data/room.svelte.ts';
import type { Painting } from '../screens/images/painting.svelte.ts';
import type { Bench } from '../screens/images/photograph/bench.svelte.ts';
import { imagesRoomOf } from '../screens/images/room.svelte.ts';
import { networkRoomOf } from '../screens/network/room.svelte.ts';
import { resultsRoomOf } from '../screens/results/room.svelte.ts';
import type { App } from '../state/app.svelte.ts';

/** From how many pixels on a side a picture counts as one with few. */
const fewPixels = 32;

/**
 * Makes the rooms' state, so that it is there before anything watches it: an effect does not follow
 * state that it made itself.
 */
export function prepareRooms(app: App): void {
  for (const roomOf of [imagesRoomOf, dataRoomOf, networkRoomOf, resultsRoomOf]) roomOf(app);
}

type Read = (app: App) => unknown;

/**
 * What the rooms' state tells without a word from them: for each event what is so now, null where it is
 * not. The event has happened when another value than null takes its place.
 */
export const changes: readonly (readonly [LessonEvent, Read])[] = [
  ['plane-viewed', (app) => bench(app, ({ view }) => (view === 'colour' ? null : view))],
  ['levels-reduced', (app) => bench(app, ({ levels }) => (levels < 256 ? levels : null))],
  ['picture-changed', (app) => bench(app, ({ name }) => name)],
  ['square-painted', (app) => painted(imagesRoomOf(app).squares.painting)],
  ['digit-painted', (app) => painted(imagesRoomOf(app).digit.painting)],
  ['sample-opened', (app) => dataRoomOf(app).open],
  ['network-changed', ownNetwork],
  ['example-changed', (app) => networkRoomOf(app).exampleInput],
  ['unit-opened', (app) => networkRoomOf(app).chosen],
  ['training-started', (app) => app.training.progress?.runId ?? null],
  ['epoch-chosen', (app) => app.runs.selected && app.moment.of(app.runs.selected)],
  ['cell-opened', (app) => resultsRoomOf(app).cell],
  ['picture-classified', classified],
];

/** Views: who has one before the eyes when a step begins need not open it again. */
export const views: readonly (readonly [LessonEvent, (app: App) => boolean])[] = [
  // The lecture's own picture has no pixels that could be taken away.
  ['pixels-reduced', (app) => inPhotograph(app) && bench(app, ({ side }) => side <= fewPixels)],
  ['worked-example-opened', (app) => inNetwork(app, 'example')],
  ['program-opened', (app) => inNetwork(app, 'program')],
  ['matrix-opened', (app) => inResults(app, 'matrix')],
  ['mistakes-opened', (app) => inResults(app, 'mistakes')],
  ['matrices-compared', (app) => inResults(app, 'compare')],
];

function inPhotograph(app: App): boolean {
  return app.room === 'images' && imagesRoomOf(app).view === 'photograph';
}

function inNetwork(app: App, view: 'example' | 'program'): boolean {
  return app.room === 'network' && networkRoomOf(app).view === view;
}

/** The room has nothing to show before there is a trained network. */
function inResults(app: App, view: 'matrix' | 'mistakes' | 'compare'): boolean {
  return app.room === 'results' && app.dropped.run !== null && resultsRoomOf(app).view === view;
}

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

/** The newest picture that has its answer. */
function classified(app: App): number | null {
  return app.dropped.items.findLast(({ status }) => status === 'classified')?.id ?? null;
}
