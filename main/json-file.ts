import { readFile, rename, stat } from 'node:fs/promises';
import * as v from 'valibot';
import { writeFileAtomic } from './engine/store/atomic.ts';

/** More than any file of ours ever holds; a larger one is not read into memory. */
const maximumBytes = 1024 * 1024;

/**
 * One JSON value kept in a file and checked by a schema. Whatever is wrong with the file, the
 * application starts: the value is then the default, and the damaged file stays beside it as
 * `<name>.damaged` for whoever wants to look.
 */
export class JsonFile<T> {
  #value: T;
  #writing: Promise<void> = Promise.resolve();
  #dirty = false;

  constructor(
    private readonly file: string,
    private readonly schema: v.GenericSchema<unknown, T>,
    defaults: T,
  ) {
    this.#value = defaults;
  }

  get value(): T {
    return this.#value;
  }

  /** Reads the file; call once, before anything is written. */
  async load(): Promise<T> {
    const text = await this.#read();
    if (text === null) return this.#value;
    const parsed = v.safeParse(this.schema, parseJson(text));
    if (parsed.success) this.#value = parsed.output;
    else await this.#putAside();
    return this.#value;
  }

  /** Remembers the value now and writes it soon; of values that come faster than the disk, the last. */
  set(value: T): void {
    this.#value = value;
    if (this.#dirty) return;
    this.#dirty = true;
    this.#writing = this.#writing.then(async () => {
      this.#dirty = false;
      try {
        await writeFileAtomic(this.file, `${JSON.stringify(this.#value, null, 2)}\n`);
      } catch (error) {
        // A full or read-only disk costs the memory of a setting, never the lesson.
        console.error(`mebae: ${this.file} was not written:`, error);
      }
    });
  }

  /** Resolves when everything set so far is on the disk. */
  flush(): Promise<void> {
    return this.#writing;
  }

  async #read(): Promise<string | null> {
    try {
      const stats = await stat(this.file);
      // A pipe would never end, and with it the start of the application.
      if (stats.isFile() && stats.size <= maximumBytes) return await readFile(this.file, 'utf8');
      await this.#putAside();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        console.error(`mebae: ${this.file} was not read:`, error);
      }
    }
    return null;
  }

  async #putAside(): Promise<void> {
    console.error(`mebae: ${this.file} is damaged or of another version; starting afresh`);
    await rename(this.file, `${this.file}.damaged`).catch(() => undefined);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
