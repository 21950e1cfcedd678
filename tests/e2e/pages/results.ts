import { expect, type Locator, type Page } from '@playwright/test';
import type { Locale } from '../../../preload/contract.ts';
import { textsOf } from '../fixtures.ts';

/** The ten numbers of a picture, read from a table of probabilities. */
export function probabilities(table: Locator): Promise<number[]> {
  return table
    .locator('td.number')
    .evaluateAll((cells) => cells.map((cell) => Number(cell.textContent)));
}

export class ResultsRoom {
  readonly t;
  readonly parts;
  readonly room;
  /** The pictures with their ten numbers each. */
  readonly answers;

  constructor(
    readonly window: Page,
    locale: Locale,
  ) {
    this.t = textsOf(locale).results;
    this.parts = textsOf(locale).parts;
    this.room = window.getByRole('main');
    this.answers = this.room.getByRole('article');
  }

  async view(name: keyof typeof this.t.views): Promise<void> {
    const group = this.room.getByRole('group', { name: this.t.view });
    await group.getByText(this.t.views[name], { exact: true }).click();
  }

  /** Four others: right ones, wrong ones, or any. */
  async draw(which: keyof typeof this.t.whichOptions): Promise<void> {
    const group = this.room.getByRole('group', { name: this.t.which });
    await group.getByText(this.t.whichOptions[which], { exact: true }).click();
  }

  async fourAreThere(): Promise<void> {
    await expect(this.answers.locator('table')).toHaveCount(4, { timeout: 30_000 });
  }

  /** The cells of the confusion matrix that can be opened, row by row. */
  get cells(): Locator {
    return this.window
      .getByRole('table', { name: this.t.matrixTitle })
      .locator('td button:enabled');
  }

  /** The confusion matrix: a row a class, a column an answer. */
  async matrix(): Promise<number[][]> {
    const table = this.window.getByRole('table', { name: this.t.matrixTitle });
    await expect(table).toBeVisible();
    return table
      .locator('tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) =>
          [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent.replace(/,/g, ''))),
        ),
      );
  }
}
