import { expect, type Locator, type Page } from '@playwright/test';
import type { Locale } from '../../../preload/contract.ts';
import { textsOf } from '../fixtures.ts';

export class TryRoom {
  readonly t;
  readonly room;
  readonly list;
  /** From the picture to the answer. */
  readonly answer;

  constructor(
    readonly window: Page,
    locale: Locale,
  ) {
    this.t = textsOf(locale).tryOut;
    this.room = window.getByRole('main');
    this.list = this.room.getByRole('region', { name: this.t.list });
    this.answer = this.room.getByRole('article');
  }

  /** A row of the list, by the file's name. */
  row(name: string): Locator {
    return this.list.getByRole('listitem').filter({
      has: this.window.locator('.name').getByText(name, { exact: true }),
    });
  }

  /** What is said beside a file's name: its class, or what went wrong. */
  said(name: string): Locator {
    return this.row(name).locator('.words .small');
  }

  /** Scrolls the list, of which only what is in sight is drawn, to a file. */
  async reveal(name: string): Promise<void> {
    await this.list.evaluate((list) => list.scrollTo(0, 0));
    await expect
      .poll(async () => {
        const found = await this.row(name).count();
        if (!found) await this.list.evaluate((list) => list.scrollBy(0, list.clientHeight));
        return found;
      })
      .toBe(1);
  }

  /** Chooses pictures in the file dialog. */
  async choose(files: string[]): Promise<void> {
    const dialog = this.window.waitForEvent('filechooser');
    await this.room.getByRole('button', { name: this.t.choose }).click();
    await (await dialog).setFiles(files);
  }

  async clear(): Promise<void> {
    await this.room.getByRole('button', { name: this.t.clear }).click();
  }

  /** Draws one stroke on the sheet, through points given as shares of its width and height. */
  async drawStroke(points: readonly (readonly [number, number])[]): Promise<void> {
    const sheet = this.room.getByLabel(this.t.drawHint('28'));
    const box = (await sheet.boundingBox())!;
    const { mouse } = this.window;
    for (const [index, [x, y]] of points.entries()) {
      await mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 8 });
      if (index === 0) await mouse.down();
    }
    await mouse.up();
  }

  /** Grey levels of the picture that the network received, row by row. */
  async received(): Promise<number[]> {
    const picture = this.answer.getByRole('img', { name: this.t.received });
    return picture.evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return Array.from({ length: data.length / 4 }, (_, pixel) => data[pixel * 4]!);
    });
  }
}
