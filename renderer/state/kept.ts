/** The last things asked for, by key: what does not change need not be asked for again. */
export class Kept<T> {
  readonly #things = new Map<string, T>();

  constructor(private readonly limit: number) {}

  get(key: string): T | undefined {
    return this.#things.get(key);
  }

  put(key: string, thing: T): void {
    this.#things.set(key, thing);
    const [oldest] = this.#things.keys();
    if (this.#things.size > this.limit && oldest !== undefined) this.#things.delete(oldest);
  }
}
