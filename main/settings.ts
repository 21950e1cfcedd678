import path from 'node:path';
import {
  defaultSettings,
  SettingsSchema,
  type Locale,
  type Settings,
} from '../preload/contract.ts';
import { JsonFile } from './json-file.ts';

export type SettingsListener = (settings: Settings, before: Settings) => void;

/** The settings file, and who wants to know when it changes. */
export class SettingsStore {
  readonly #file: JsonFile<Settings>;
  readonly #listeners = new Set<SettingsListener>();

  constructor(userData: string) {
    this.#file = new JsonFile(
      path.join(userData, 'settings.json'),
      SettingsSchema,
      defaultSettings,
    );
  }

  load(): Promise<Settings> {
    return this.#file.load();
  }

  get current(): Settings {
    return this.#file.value;
  }

  change(settings: Settings): void {
    const before = this.current;
    this.#file.set(settings);
    for (const listener of this.#listeners) listener(settings, before);
  }

  /** Returns the way to end it. */
  onChange(listener: SettingsListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  flush(): Promise<void> {
    return this.#file.flush();
  }
}

/** The system's language as one that the application has; English where it has none. */
export function resolveLocale(system: string): Locale {
  return /^ja\b/i.test(system) ? 'ja' : 'en';
}
