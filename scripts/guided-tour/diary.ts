import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Locale } from '../../preload/contract.ts';

export type Theme = 'light' | 'dark';

interface Step {
  title: string;
  seconds: number;
  detail?: string;
}

/** What the tour did, how long it took, and numbered pictures of it, in a folder of its own. */
export class Diary {
  readonly steps: Step[] = [];
  readonly #screenshots: string[] = [];
  readonly #startedAt = performance.now();

  private constructor(readonly folder: string) {}

  /** A fresh folder: pictures of an earlier tour would pass for this one's. */
  static async begin(folder: string): Promise<Diary> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    return new Diary(folder);
  }

  get seconds(): number {
    return (performance.now() - this.#startedAt) / 1000;
  }

  /**
   * Does one step and notes its time, and the text that it returns.
   * @throws Error that names the step
   */
  async step(title: string, action: () => Promise<unknown>): Promise<void> {
    const startedAt = this.seconds;
    try {
      const told = await action();
      const detail = typeof told === 'string' ? told : undefined;
      const seconds = this.seconds - startedAt;
      this.steps.push({ title, seconds, ...(detail ? { detail } : {}) });
      console.log(`${title} (${seconds.toFixed(1)} s)${detail ? `: ${detail}` : ''}`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`the tour failed at "${title}": ${reason}`, { cause: error });
    }
  }

  async photograph(window: Page, name: string, locale: Locale, theme: Theme): Promise<void> {
    const number = String(this.#screenshots.length + 1).padStart(2, '0');
    const file = `${number}-${name}-${locale}-${theme}.png`;
    // Finite animations are taken at their end: half-faded parts would look broken.
    await window.screenshot({ path: path.join(this.folder, file), animations: 'disabled' });
    this.#screenshots.push(file);
  }

  /** @param facts what there is to tell besides: engine, accuracies */
  async write(facts: Record<string, unknown>): Promise<void> {
    const seconds = this.seconds;
    const summary = { ...facts, seconds, steps: this.steps, screenshots: this.#screenshots };
    const lines = [
      '# Mebae: the tour',
      '',
      ...Object.entries(facts).flatMap(([name, value]) => inWords(name, value)),
      `- seconds: ${seconds.toFixed(1)}`,
      '',
      '| Step | Seconds | |',
      '| --- | ---: | --- |',
      ...this.steps.map(
        ({ title, seconds: took, detail }) => `| ${title} | ${took.toFixed(1)} | ${detail ?? ''} |`,
      ),
      '',
      ...this.#screenshots.map((file) => `![${file}](${file})`),
      '',
    ];
    await writeFile(path.join(this.folder, 'summary.md'), lines.join('\n'));
    await writeFile(
      path.join(this.folder, 'summary.json'),
      `${JSON.stringify(summary, null, 2)}\n`,
    );
  }
}

/** A fact as a line of a list; of a list, a line for each member. */
function inWords(name: string, value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => inWords(name, each));
  if (typeof value !== 'object' || value === null) return [`- ${name}: ${String(value)}`];
  const parts = Object.entries(value).map(([key, part]) => `${key} ${String(part)}`);
  return [`- ${name}: ${parts.join(', ')}`];
}
