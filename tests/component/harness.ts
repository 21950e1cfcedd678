import { render } from '@testing-library/svelte';
import type { Component } from 'svelte';
import {
  defaultSettings,
  MebaeError,
  toFailure,
  type AppInfo,
  type DatasetInfo,
  type EngineEvent,
  type EngineStatus,
  type HostApi,
  type Licence,
  type MenuCommand,
  type OpenedRun,
  type Report,
  type SavedReport,
  type Replies,
  type RequestKind,
  type RequestPayload,
  type RunRecord,
  type Settings,
} from '../../preload/contract.ts';
import { lectureNetwork, lectureTrainSpec } from '../../main/engine/network/presets.ts';
import { App } from '../../renderer/state/app.svelte.ts';
import WithApp from './WithApp.svelte';

/** What the engine at the other end of the port answers; a thrown MebaeError becomes a failure. */
export type Answers = {
  [K in RequestKind]?: (payload: RequestPayload<K>) => Replies[K] | Promise<Replies[K]>;
};

/** The other end of a real MessageChannel: answers by script, and tells events. */
export class ScriptedEngine {
  readonly requests: { kind: RequestKind; payload: unknown }[] = [];
  readonly #port: MessagePort;

  constructor(
    port: MessagePort,
    readonly answers: Answers,
  ) {
    this.#port = port;
    port.onmessage = ({ data }) => void this.#answer(data.id, data.kind, data.payload);
    port.start();
  }

  emit(event: EngineEvent): void {
    this.#port.postMessage(event);
  }

  asked(kind: RequestKind): number {
    return this.requests.filter((request) => request.kind === kind).length;
  }

  async #answer(id: number, kind: RequestKind, payload: unknown): Promise<void> {
    this.requests.push({ kind, payload });
    try {
      const answer = this.answers[kind] as ((payload: unknown) => unknown) | undefined;
      if (!answer) throw new MebaeError('bad-request', kind);
      this.#port.postMessage({ id, ok: true, value: await answer(payload) });
    } catch (error) {
      this.#port.postMessage({ id, ok: false, failure: toFailure(error) });
    }
  }
}

/** Electron's main process as the window sees it. */
export class ScriptedHost implements HostApi {
  readonly written: Settings[] = [];
  readonly licences: Licence[] = [];
  restarts = 0;
  /** Reports that main was to print. */
  readonly reports: Report[] = [];
  engine!: ScriptedEngine;
  answers: Answers = {};
  #status: (status: EngineStatus) => void = () => undefined;
  #command: (command: MenuCommand) => void = () => undefined;
  #openRun: (run: OpenedRun) => void = () => undefined;
  readonly #ports: MessagePort[] = [];

  connectEngine(nonce: string): void {
    const { port1, port2 } = new MessageChannel();
    this.#ports.push(port1, port2);
    this.engine = new ScriptedEngine(port2, this.answers);
    // jsdom's MessageEvent takes no ports.
    const message = new Event('message');
    for (const [name, value] of Object.entries({ source: window, data: nonce, ports: [port1] })) {
      Object.defineProperty(message, name, { value });
    }
    window.dispatchEvent(message);
  }

  restartEngine = () => void (this.restarts += 1);

  onEngineStatus(listener: (status: EngineStatus) => void): () => void {
    this.#status = listener;
    return () => undefined;
  }

  onOpenRun(listener: (run: OpenedRun) => void): () => void {
    this.#openRun = listener;
    return () => undefined;
  }

  onMenuCommand(listener: (command: MenuCommand) => void): () => void {
    this.#command = listener;
    return () => undefined;
  }

  readSettings = () => Promise.resolve(defaultSettings);
  readLicences = () => Promise.resolve(this.licences);
  writeSettings = (settings: Settings) => Promise.resolve(void this.written.push(settings));

  saveReport(report: Report): Promise<SavedReport> {
    this.reports.push(report);
    return Promise.resolve({ state: 'saved' });
  }

  appInfo(): Promise<AppInfo> {
    return Promise.resolve({
      name: 'Mebae',
      version: '1.2.3',
      electron: '45.4.1',
      chromium: '150.0.0.0',
      platform: 'linux',
      systemLocale: 'en',
      refusedRequests: 0,
      windowCrashes: 0,
    });
  }

  /** Main tells that the engine is so. */
  status(status: EngineStatus): void {
    this.#status(status);
  }

  /** The user chose this in the menu. */
  command(command: MenuCommand): void {
    this.#command(command);
  }

  /** The user opened a saved run outside the window. */
  openRun(run: OpenedRun): void {
    this.#openRun(run);
  }

  close(): void {
    for (const port of this.#ports) port.close();
  }
}

export const mnist: DatasetInfo = {
  id: 'mnist',
  height: 28,
  width: 28,
  channels: 1,
  classes: 10,
  training: 60_000,
  validation: 10_000,
  bytes: 54_880_000,
  labels: { en: [...'0123456789'], ja: [...'0123456789'] },
  source: '',
  licence: '',
};

/** A finished run of the lecture's network; `changes` say how this one differs. */
export function runRecord(changes: Partial<RunRecord> = {}): RunRecord {
  return {
    version: 1,
    id: 'run-1',
    name: 'First run',
    createdAt: '2026-11-24T00:00:00.000Z',
    state: 'finished',
    network: lectureNetwork(mnist),
    train: lectureTrainSpec('mnist'),
    parameters: 101_770,
    trainSamples: 60_000,
    validationSamples: 10_000,
    labels: mnist.labels,
    fingerprint: '',
    engine: 'native',
    tensorflow: '2.9.1',
    threads: 2,
    appVersion: '1.2.3',
    history: [1, 2, 3].map((epoch) => ({
      epoch,
      loss: 0.3 / epoch,
      accuracy: 0.9,
      valLoss: 0.3 / epoch,
      valAccuracy: 0.94 + epoch / 100,
      learningRate: 0.001,
      seconds: 1,
      validationSeconds: 0.1,
    })),
    weightsEpoch: 3,
    ...changes,
  };
}

export function hello(changes: Partial<Replies['hello']> = {}): Replies['hello'] {
  return {
    info: {
      engine: 'native',
      version: '2.9.1',
      threads: 2,
      whyNotNative: null,
      node: '24.18.0',
      appVersion: '1.2.3',
    },
    datasets: [mnist],
    runs: [],
    training: null,
    ...changes,
  };
}

/** An App, connected to a scripted engine by the way it connects in the window. */
export async function startApp(
  answers: Answers = {},
  settings: Partial<Settings> = {},
): Promise<{ app: App; host: ScriptedHost }> {
  const host = new ScriptedHost();
  host.answers = { hello: () => hello(), ...answers };
  const app = new App(host, { ...defaultSettings, ...settings }, 'en');
  await app.connect();
  return { app, host };
}

/** Mounts one part of the window on its own. */
export function renderWith(app: App, part: Component, props: Record<string, unknown> = {}) {
  return render(WithApp, { props: { app, part, props } });
}
