import { expect, type Locator, type Page } from '@playwright/test';
import type { DatasetId, Locale, Optimizer, RunState } from '../../../preload/contract.ts';
import { textsOf } from '../fixtures.ts';

/** One row of the epoch table; accuracies in per cent. */
export interface EpochRow {
  epoch: number;
  loss: number;
  accuracy: number;
  valLoss: number;
  valAccuracy: number;
}

export interface Hyperparameters {
  epochs?: number;
  batchSize?: number;
  learningRate?: number;
  trainingLimit?: number;
  seed?: number;
}

export class TrainRoom {
  readonly t;
  readonly datasets;
  readonly room;
  readonly rows;
  /** Newest first. */
  readonly runs;

  constructor(
    readonly window: Page,
    locale: Locale,
  ) {
    this.t = textsOf(locale).train;
    this.datasets = textsOf(locale).parts.datasets;
    this.room = window.getByRole('main');
    this.rows = window.getByRole('region', { name: this.t.table }).locator('tbody tr');
    this.runs = window.getByRole('region', { name: this.t.runs }).getByRole('listitem');
  }

  field(name: keyof Hyperparameters): Locator {
    return this.room.getByRole('textbox', { name: this.t[name], exact: true });
  }

  async set(values: Hyperparameters): Promise<void> {
    for (const [name, value] of Object.entries(values)) {
      await this.field(name as keyof Hyperparameters).fill(String(value));
    }
  }

  async chooseDataset(id: DatasetId): Promise<void> {
    const group = this.room.getByRole('group', { name: this.t.dataset });
    await group.getByText(this.datasets[id], { exact: true }).click();
    await expect(group.getByRole('radio', { name: this.datasets[id], exact: true })).toBeChecked();
  }

  async chooseOptimizer(kind: Optimizer['kind']): Promise<void> {
    await this.room.getByRole('combobox', { name: this.t.optimizer }).selectOption(kind);
  }

  async toLecture(): Promise<void> {
    await this.room.getByRole('button', { name: this.t.toLecture }).click();
    await expect(this.room.getByText(this.t.isLecture)).toBeVisible();
  }

  button(name: 'pause' | 'resume' | 'stop' | 'continueRun'): Locator {
    // The button to train on says in its name how far.
    return this.room.getByRole('button', { name: this.t[name], exact: name !== 'continueRun' });
  }

  get startButton(): Locator {
    const named = (name: string) => this.room.getByRole('button', { name, exact: true });
    return named(this.t.start).or(named(this.t.startAgain));
  }

  /** Presses Train; the new run is then the first of the list. */
  async start(): Promise<void> {
    const before = await this.runs.count();
    await this.startButton.click();
    await expect(this.runs).toHaveCount(before + 1, { timeout: 30_000 });
  }

  /** Until the newest run has come to this. */
  async newestIs(state: RunState, timeout = 60_000): Promise<void> {
    await expect(this.runs.first()).toContainText(this.t.states[state], { timeout });
  }

  async atLeastEpochs(count: number, timeout = 60_000): Promise<void> {
    await expect.poll(() => this.rows.count(), { timeout }).toBeGreaterThanOrEqual(count);
  }

  /** The epoch table as it is read. */
  async epochs(): Promise<EpochRow[]> {
    const rows = await this.rows.evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent)),
    );
    const read = (text: string | undefined) =>
      Number(/[\d.,]+/.exec(text ?? '')?.[0].replaceAll(',', ''));
    return rows.map((cells) => {
      const [epoch, loss, accuracy, valLoss, valAccuracy] = cells.map((cell) => read(cell));
      return { epoch, loss, accuracy, valLoss, valAccuracy } as EpochRow;
    });
  }

  /** One of the two charts; its name tells the latest values. */
  chart(measure: 'loss' | 'accuracy'): Locator {
    const title = measure === 'loss' ? this.t.lossTitle : this.t.accuracyTitle;
    return this.room.getByRole('img', { name: title });
  }

  async choose(name: string): Promise<void> {
    await this.runs.getByRole('button', { name }).first().click();
  }

  /** What can be done with the chosen run. */
  act(name: 'saveRun' | 'renameRun' | 'deleteRun' | 'takeOver' | 'compare'): Locator {
    return this.runs.getByRole('button', { name: this.t[name], exact: true });
  }

  async rename(name: string): Promise<void> {
    await this.act('renameRun').click();
    const field = this.runs.getByRole('textbox', { name: this.t.runName });
    await field.fill(name);
    await field.press('Enter');
    await expect(this.runs.filter({ hasText: name })).toHaveCount(1);
  }

  /** Chooses a saved run in the file dialog. */
  async openRun(file: string): Promise<void> {
    const dialog = this.window.waitForEvent('filechooser');
    await this.room.getByRole('button', { name: this.t.openRun }).click();
    await (await dialog).setFiles(file);
  }
}
