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
import { i18n } from '../messages/i18n.svelte.ts';
import { Datasets } from './datasets.svelte.ts';
import { Editor } from './editor.svelte.ts';
import { Notices } from './notices.svelte.ts';
import { Runs } from './runs.svelte.ts';
import { Training } from './training.svelte.ts';

/** The shape of the built-in datasets' pictures: what the bench holds before the engine has answered. */
const builtIn = { height: 28, width: 28, channels: 1, classes: 10 };

/** Everything the window shows, in one place. One instance a window, handed down by context. */
export class App {
  readonly client: EngineClient;
  readonly datasets: Datasets;
  readonly runs: Runs;
  readonly training: Training;
  readonly editor: Editor;
  readonly notices = new Notices((failure) => i18n.t.errors[failure.code](failure.values ?? {}));

  settings = $state.raw<Settings>(defaultSettings);
  engine = $state.raw<EngineInfo | null>(null);
  engineStatus = $state.raw<EngineStatus>({ state: 'starting' });
  /** A run that the engine's death interrupted: the window offers to go on with it. */
  interruptedRunId = $state<string | null>(null);

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
    this.editor = new Editor(
      {
        network: settings.network ?? lectureNetwork(builtIn),
        train: settings.train ?? lectureTrainSpec(settings.dataset),
      },
      (design) => this.change({ ...design, dataset: design.train.dataset as DatasetId }),
    );
    host.onEngineStatus((status) => this.#engineChanged(status));
  }

  /** Connects to the engine and takes over what it says; also after it was started again. */
  async connect(): Promise<void> {
    await this.client.connect();
    const hello = await this.client.request('hello', {});
    this.engine = hello.info;
    this.datasets.infos = hello.datasets;
    this.runs.replace(hello.runs);
    this.training.attach(hello.training);
    this.engineStatus = { state: 'ready' };
  }

  get room(): Room {
    return this.settings.room;
  }

  go(room: Room): void {
    this.change({ room });
  }

  /** Remembered at once, in the settings file. */
  change(settings: Partial<Settings>): void {
    this.settings = { ...this.settings, ...settings };
    if (settings.locale) i18n.locale = settings.locale;
    void this.host.writeSettings(this.settings);
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

  #engineChanged(status: EngineStatus): void {
    this.engineStatus = status;
    if (status.state === 'restarting' || status.state === 'down') {
      this.interruptedRunId = this.training.progress?.runId ?? this.interruptedRunId;
      this.training.attach(null);
      this.client.disconnect();
    }
    if (status.state === 'ready' && !this.client.connected) {
      void this.attempt(() => this.connect());
    }
  }
}

export const [getApp, setApp] = createContext<App>();
