import * as v from 'valibot';
import { DatasetIdSchema } from './dataset.ts';
import type { Failure } from './errors.ts';
import { LessonPlaceSchema, ReportSchema, type Report } from './lesson.ts';
import { NetworkSpecSchema } from './network.ts';
import { rooms } from './rooms.ts';
import { TrainSpecSchema } from './train.ts';

/** The renderer's messages to Electron's main process, and back. Few: training data never passes here. */
export const channels = {
  connectEngine: 'engine:connect',
  enginePort: 'engine:port',
  engineStatus: 'engine:status',
  restartEngine: 'engine:restart',
  openRun: 'run:open',
  readSettings: 'settings:read',
  writeSettings: 'settings:write',
  readLicences: 'licences:read',
  appInfo: 'app:info',
  saveReport: 'report:save',
  menuCommand: 'menu:command',
} as const;

export const locales = ['ja', 'en'] as const;
export type Locale = (typeof locales)[number];
export const themes = ['system', 'light', 'dark'] as const;

export const SettingsSchema = v.strictObject({
  version: v.literal(1),
  /** null: the system's language. */
  locale: v.nullable(v.picklist(locales)),
  theme: v.picklist(themes),
  /** Larger type, for the back row. */
  presentation: v.boolean(),
  room: v.picklist(rooms),
  dataset: DatasetIdSchema,
  /** The network and hyperparameters as last set; null: the lecture's. */
  network: v.nullable(NetworkSpecSchema),
  train: v.nullable(TrainSpecSchema),
  /** Threads that TensorFlow may use, from the next start on; null: the machine's cores. */
  threads: v.optional(
    v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1024))),
    null,
  ),
  /** The lesson that was begun; null: none. */
  lesson: v.optional(v.nullable(LessonPlaceSchema), null),
});
export type Settings = v.InferOutput<typeof SettingsSchema>;

export const defaultSettings: Settings = {
  version: 1,
  locale: null,
  theme: 'system',
  presentation: false,
  room: 'data',
  dataset: 'mnist',
  network: null,
  train: null,
  threads: null,
  lesson: null,
};

/** A nonce that pairs a window's request for a port with the port that comes back. */
export const NonceSchema = v.pipe(v.string(), v.uuid());

/** Every message that the window may send to main, with its payload; anything else is refused. */
export const hostPayloads = {
  [channels.connectEngine]: NonceSchema,
  [channels.restartEngine]: v.undefined(),
  [channels.readSettings]: v.undefined(),
  [channels.writeSettings]: SettingsSchema,
  [channels.readLicences]: v.undefined(),
  [channels.appInfo]: v.undefined(),
  [channels.saveReport]: ReportSchema,
};
export type HostPayload<C extends keyof typeof hostPayloads> = v.InferOutput<
  (typeof hostPayloads)[C]
>;

export type EngineStatus =
  | { state: 'starting' }
  | { state: 'ready' }
  /** Ended without being asked; a new one is on its way. `restarts` counts them since the start. */
  | { state: 'restarting'; reason: string; restarts: number }
  /** Ended again and again at once: it stays down until the user asks. */
  | { state: 'down'; reason: string };

export interface AppInfo {
  name: string;
  version: string;
  electron: string;
  chromium: string;
  platform: string;
  /** The system's language, resolved to one the application has. */
  systemLocale: Locale;
  /** Requests to the network that were made and refused since the start: it should stay 0. */
  refusedRequests: number;
  /** Times that the window's process ended and the window was loaded again, since the start. */
  windowCrashes: number;
}

/** A saved run or a lesson that the user opened outside the window: double click, argument, Dock. */
export type OpenedRun =
  { name: string; ok: true; bytes: Uint8Array } | { name: string; ok: false; failure: Failure };

/** What became of a report that was to be saved as PDF. */
export type SavedReport = { state: 'saved' | 'cancelled' } | { state: 'failed'; failure: Failure };

export interface Licence {
  name: string;
  version: string;
  licence: string;
  text: string;
}

export const menuCommands = [
  'open-files',
  'open-run',
  'save-run',
  'open-lesson',
  'lesson',
  'next-step',
  'previous-step',
  'save-report',
  'undo',
  'redo',
  'go-images',
  'go-data',
  'go-network',
  'go-train',
  'go-results',
  'go-try',
  'toggle-training',
  'locale-ja',
  'locale-en',
  'theme-system',
  'theme-light',
  'theme-dark',
  'presentation',
  'about',
] as const;
export type MenuCommand = (typeof menuCommands)[number];

/** What the preload puts on `window.mebae`: all that the sandboxed window can reach. */
export interface HostApi {
  /** Asks for a port to the engine; it comes as a window message whose data is the nonce. */
  connectEngine(nonce: string): void;
  /** Told on every change, and on asking for a port while there is none to give. */
  onEngineStatus(listener: (status: EngineStatus) => void): () => void;
  /** Asks main to start the engine again after it went down for good. */
  restartEngine(): void;
  /** Also told of a run or lesson that was opened before there was a listener. */
  onOpenRun(listener: (run: OpenedRun) => void): () => void;
  readSettings(): Promise<Settings>;
  writeSettings(settings: Settings): Promise<void>;
  readLicences(): Promise<Licence[]>;
  appInfo(): Promise<AppInfo>;
  /** Prints a report to PDF, offline and without scripts, where the user says in a dialog. */
  saveReport(report: Report): Promise<SavedReport>;
  onMenuCommand(listener: (command: MenuCommand) => void): () => void;
}
