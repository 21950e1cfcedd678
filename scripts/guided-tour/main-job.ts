import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { DatasetId, Locale, Room } from '../../preload/contract.ts';
import { catalogues, type Messages } from '../../renderer/messages/catalogue.ts';

export type View =
  | keyof Messages['images']['kinds']
  | keyof Messages['network']['views']
  | keyof Messages['train']['views']
  | keyof Messages['results']['views'];

/** The main job as a person does it in the window, in either language. */
export class MainJob {
  constructor(
    readonly window: Page,
    readonly locale: Locale,
  ) {}

  get texts() {
    return catalogues[this.locale];
  }

  async enter(room: Room): Promise<void> {
    const { rail, rooms } = this.texts.shell;
    const navigation = this.window.getByRole('navigation', { name: rail });
    await navigation.getByRole('button', { name: rooms[room] }).click();
  }

  async speak(locale: Locale): Promise<MainJob> {
    const { languages } = this.texts.shell.settings;
    await this.window.getByRole('button', { name: languages[locale], exact: true }).click();
    return new MainJob(this.window, locale);
  }

  async chooseDataset(dataset: DatasetId): Promise<void> {
    await this.enter('data');
    await this.#choose(dataset);
    await this.window.getByRole('option').first().waitFor({ state: 'attached' });
  }

  /** Types the epochs into their field, presses Train, and waits until the training is under way. */
  async train(epochs: number): Promise<void> {
    await this.enter('train');
    const t = this.texts.train;
    await this.window.getByLabel(t.epochs, { exact: true }).fill(String(epochs));
    const names = new RegExp(`^(${t.start}|${t.startAgain})$`);
    const main = this.window.getByRole('main');
    await main.getByRole('button', { name: names }).click();
    await main.getByRole('button', { name: t.pause, exact: true }).waitFor();
  }

  /** Waits for the table's row of an epoch. */
  async untilEpoch(epoch: number, timeout: number): Promise<void> {
    const table = this.window.getByRole('region', { name: this.texts.train.table });
    await table
      .locator('tbody tr')
      .nth(epoch - 1)
      .waitFor({ timeout });
  }

  /** Waits for the table's last row, and for the buttons of a training that is over. */
  async untilTrained(epochs: number, timeout: number): Promise<void> {
    await this.untilEpoch(epochs, timeout);
    const { startAgain } = this.texts.train;
    const button = this.window
      .getByRole('main')
      .getByRole('button', { name: startAgain, exact: true });
    await button.waitFor({ timeout });
  }

  /** Waits until the network has answered all validation pictures. */
  async untilValidated(timeout = 20_000): Promise<void> {
    const { label } = this.texts.train.moment;
    const slider = this.window.getByRole('main').getByRole('slider', { name: label });
    await slider.waitFor({ timeout });
  }

  /** One of the room's views, by its switch in the header. */
  async view(name: View): Promise<void> {
    await this.#choose(name);
  }

  /** One of several cards or buttons: radio buttons that are out of sight within their labels. */
  async #choose(value: string): Promise<void> {
    await this.window.locator(`main label:has(input[type=radio][value=${value}])`).first().click();
  }

  /** Drops files on the window: the events that a drag from a file manager ends with. */
  async drop(files: string[]): Promise<void> {
    const contents = await Promise.all(
      files.map(async (file) => ({
        name: path.basename(file),
        base64: (await readFile(file)).toString('base64'),
      })),
    );
    await this.window.evaluate((dropped) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of dropped) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        transfer.items.add(new File([bytes], name));
      }
      for (const kind of ['dragenter', 'dragover', 'drop']) {
        const options = { dataTransfer: transfer, bubbles: true, cancelable: true };
        document.body.dispatchEvent(new DragEvent(kind, options));
      }
    }, contents);
  }

  /** Takes earlier pictures off the list, which draws only the rows in sight. */
  async clearList(): Promise<void> {
    await this.enter('try');
    const { clear } = this.texts.tryOut;
    const button = this.window.getByRole('button', { name: clear, exact: true });
    if (!(await button.isVisible())) return;
    await button.click();
    const { label, dismiss } = this.texts.shell.notices;
    await this.window
      .getByRole('region', { name: label })
      .getByRole('button', { name: dismiss })
      .click();
  }

  /** The answer beside a dropped picture's name: its class, and the share that both languages write with %. */
  async answerTo(name: string, timeout = 20_000): Promise<{ words: string; label: string }> {
    const row = this.window.getByRole('main').getByRole('button').filter({ hasText: name });
    const answer = row.locator('.words .small').filter({ hasText: /\d\s?%/ });
    await answer.waitFor({ timeout });
    const words = (await answer.textContent())!.trim();
    return { words, label: words.split(/, |（/)[0]! };
  }
}
