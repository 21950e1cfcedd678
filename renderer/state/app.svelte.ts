import { createContext } from 'svelte';
import {
  defaultSettings,
  type DatasetId,
  type EngineInfo,
  type EngineStatus,
  type HostApi,
  type Locale,
  type Room,
  type Settings,
} from '../../preload/contract.ts';
import { lectureNetwork, lectureTrainSpec } from '../../main/engine/network/presets.ts';
import { EngineClient, failureOf } from '../engine/client.ts';
import { Course } from '../lesson/course.svelte.ts';
import { lessonExtension } from '../lesson/read-lesson.ts';
import { i18n } from '../messages/i18n.svelte.ts';
import { Datasets } from './datasets.svelte.ts';
import { Dropped } from './dropped.svelte.ts';
import { Editor } from './editor.svelte.ts';
import { Moment } from './moment.svelte.ts';
import { Notices } from './notices.svelte.ts';
import { Runs } from './runs.svelte.ts';
import { Training } from './training.svelte.ts';

/** The shape of the built-in datasets' pictures: what the bench holds before the engine has answered. */
const builtIn = { height: 28, width: 28, channels: 1, classes: 10 };

/** Scrubbing a number changes the settings many times a second: they are written when it rests. */
const writeAfter = 300;

/** Everything the window shows, in one place. One instance a window, handed down by context. */
export class App {
  readonly client: EngineClient;
  readonly datasets: Datasets;
  readonly runs: Runs;
  readonly training: Training;
  readonly editor: Editor;
  readonly dropped: Dropped;
  readonly lesson: Course;
  readonly moment = new Moment();
  readonly notices = new Notices((failure) => i18n.t.errors[failure.code](failure.values ?? {}));

  settings = $state.raw<Settings>(defaultSettings);
  engine = $state.raw<EngineInfo | null>(null);
  engineStatus = $state.raw<EngineStatus>({ state: 'starting' });
  /** A run that the engine's death interrupted: the window offers to go on with it. */
  interruptedRunId = $state<string | null>(null);
  /** The About dialog, which the menu opens too. */
  aboutOpen = $state(false);
  #connecting: Promise<void> | null = null;
  #writing: ReturnType<typeof setTimeout> | null = null;

  constructor(
    readonly host: HostApi,
    settings: Settings,
    systemLocale: Locale,
  ) {
    this.settings = settings;
    i18n.locale = settings.locale ?? systemLocale;
    this.client = new EngineClient(host);
    this.datasets = new Datasets(this.client);
    this.runs = new Runs(this.client);
    this.training = new Training(this.client, this.runs);
    this.dropped = new Dropped(this.client, this.runs);
    this.editor = new Editor(
      {
        network: settings.network ?? lectureNetwork(builtIn),
        train: settings.train ?? lectureTrainSpec(settings.dataset),
      },
      (design) => this.change({ ...design, dataset: design.train.dataset as DatasetId }),
    );
    this.lesson = new Course(this);
    this.editor.allows = (now, wanted) => this.lesson.keeper.mayDesign(now, wanted);
    host.onEngineStatus((status) => this.#engineChanged(status));
    host.onOpenRun((opened) => {
      if (!opened.ok) this.notices.fail(opened.failure);
      else if (opened.name.toLowerCase().endsWith(lessonExtension)) this.lesson.open(opened.bytes);
      else void this.openRun(opened.bytes);
    });
  }

  /**
   * Connects to the engine and takes over what it says; also after it was started again. Asked twice
   * at once it connects once: two ports would tell every event twice.
   */
  connect(): Promise<void> {
    if (this.#connecting) return this.#connecting;
    const connecting = this.#connect().finally(() => {
      if (this.#connecting === connecting) this.#connecting = null;
    });
    this.#connecting = connecting;
    return connecting;
  }

  async #connect(): Promise<void> {
    await this.client.connect();
    const hello = await this.client.request('hello', {});
    this.engine = hello.info;
    this.datasets.infos = hello.datasets;
    this.runs.replace(hello.runs);
    this.training.attach(hello.training);
    this.engineStatus = { state: 'ready' };
    if (hello.training?.progress.runId === this.interruptedRunId) this.interruptedRunId = null;
    this.dropped.proceed();
  }

  get room(): Room {
    return this.settings.room;
  }

  /** false: the lesson keeps this room closed, and has said so. */
  go(room: Room): boolean {
    const allowed = this.lesson.keeper.mayEnter(room);
    if (allowed) this.change({ room });
    return allowed;
  }

  /** Takes effect at once and is remembered in the settings file. */
  change(settings: Partial<Settings>): void {
    if (settings.dataset && !this.lesson.keeper.mayChoose(settings.dataset)) return;
    this.settings = { ...this.settings, ...settings };
    if (settings.locale) i18n.locale = settings.locale;
    this.#writing ??= setTimeout(() => this.remember(), writeAfter);
  }

  /** Writes settings that were changed a moment ago; the window does so before it goes. */
  remember(): void {
    if (this.#writing === null) return;
    clearTimeout(this.#writing);
    this.#writing = null;
    void this.attempt(() => this.host.writeSettings($state.snapshot(this.settings) as Settings));
  }

  /** Runs what may fail; a failure is told in the strip. */
  async attempt<T>(action: () => Promise<T>): Promise<T | null> {
    try {
      return await action();
    } catch (error) {
      this.notices.fail(failureOf(error));
      return null;
    }
  }

  /** Opens a run that was saved as one file, and shows its results. */
  async openRun(bytes: Uint8Array): Promise<void> {
    await this.attempt(async () => {
      if (!this.client.connected) await this.connect();
      await this.runs.open(bytes);
      this.go('results');
    });
  }

  /** Trains the network on the bench, where one can watch it. */
  async train(): Promise<void> {
    const { network, train } = this.editor;
    if (!this.go('train')) return;
    await this.attempt(() => this.training.start(network, train));
  }

  /** Goes on with the training that the engine's death interrupted. */
  async continueInterrupted(): Promise<void> {
    const runId = this.interruptedRunId;
    if (runId === null) return;
    await this.attempt(async () => {
      await this.training.continue(runId);
      this.interruptedRunId = null;
    });
  }

  #engineChanged(status: EngineStatus): void {
    if (status.state === 'restarting' || status.state === 'down') {
      this.interruptedRunId = this.training.progress?.runId ?? this.interruptedRunId;
      this.training.attach(null);
      this.client.disconnect();
      this.#connecting = null;
    }
    // Ready is what has answered: `connect` says so.
    if (status.state !== 'ready') this.engineStatus = status;
    else if (!this.client.connected) void this.attempt(() => this.connect());
  }
}

export const [getApp, setApp] = createContext<App>();
