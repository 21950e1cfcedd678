import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locale } from '../../preload/contract.ts';
import { answerQuestions } from './closing.ts';
import { expect, launch, test, type LaunchOptions, type Mebae } from './fixtures.ts';
import { pagesOf, type Pages } from './pages/index.ts';

/**
 * One application for all tests of a group, which follow one another as one session of a user. What
 * it must never do is checked when the session ends.
 */
export class SharedMebae {
  readonly locale: Locale;
  /** A folder of the session's own, for its files and the application's. */
  folder = '';
  #mebae: Mebae | null = null;
  #pages: Pages | null = null;
  #complaints: string[] = [];
  #requests: string[] = [];

  constructor(private readonly options: Omit<LaunchOptions, 'userData'> = {}) {
    this.locale = options.locale ?? 'en';
    test.beforeAll(async () => {
      this.folder = await mkdtemp(path.join(tmpdir(), 'mebae-e2e-'));
      await this.start();
    });
    test.afterAll(async () => {
      await this.close();
      await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
      expect(this.#complaints).toEqual([]);
      expect(this.#requests).toEqual([]);
    });
  }

  get mebae(): Mebae {
    if (!this.#mebae) throw new Error('the application is not running');
    return this.#mebae;
  }

  get app() {
    return this.mebae.app;
  }

  get window() {
    return this.mebae.window;
  }

  /** The pages of the window that is open now. */
  get pages(): Pages {
    if (!this.#pages) throw new Error('the application is not running');
    return this.#pages;
  }

  /** Opens the application, again with what it kept. */
  async start(): Promise<void> {
    const userData = path.join(this.folder, 'user-data');
    this.#mebae = await launch({ ...this.options, userData });
    this.#pages = pagesOf(this.#mebae.window, this.locale);
    await this.#pages.shell.ready();
  }

  async close(): Promise<void> {
    if (!this.#mebae) return;
    const { app, complaints, requests } = this.#mebae;
    // A test that failed may have left a training, which the application would ask about.
    await answerQuestions(app, 0).catch(() => undefined);
    await this.#mebae.close();
    this.#complaints.push(...complaints);
    this.#requests.push(...requests);
    this.#mebae = null;
    this.#pages = null;
  }
}
