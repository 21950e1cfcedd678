import { expect, type Locator, type Page } from '@playwright/test';
import type { Locale, Room } from '../../../preload/contract.ts';
import { Shell } from '../pages/shell.ts';
import type { Hand, NumberControl } from './hand.ts';

/** Moves of a drag before it counts as leading nowhere. */
const mostMoves = 400;

/** A student's mouse: clicks and drags, and never a key. */
export class MouseHand implements Hand {
  private readonly shell;

  constructor(
    private readonly window: Page,
    locale: Locale,
  ) {
    this.shell = new Shell(window, locale);
  }

  async press(button: Locator): Promise<void> {
    await button.click();
  }

  async choose(radio: Locator): Promise<void> {
    // What is seen of a radio button is its label.
    await radio.locator('xpath=ancestor::label').click();
    await expect(radio).toBeChecked();
  }

  async lower({ field, slider }: NumberControl, to: number): Promise<void> {
    const value = async () => Number(await field.inputValue());
    if (!slider) {
      const label = field.locator('xpath=preceding-sibling::label');
      await this.#drag(label, 0.5, [-4, 0], async () => (await value()) <= to);
      return;
    }
    const [min, max, now] = await slider.evaluate((input: HTMLInputElement) =>
      [input.min, input.max, input.value].map(Number),
    );
    const thumb = (now! - min!) / (max! - min!);
    await this.#drag(slider, thumb, [-1, 0], async () => (await value()) <= to);
  }

  async shrink(handle: Locator, to: number): Promise<void> {
    const units = async () => Number(await handle.getAttribute('aria-valuenow'));
    await this.#drag(handle, 0.5, [0, -8], async () => (await units()) <= to);
  }

  async paint(surface: Locator): Promise<void> {
    await surface.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await surface.boundingBox())!;
    const { mouse } = this.window;
    await mouse.move(x + width * 0.3, y + height * 0.3);
    await mouse.down();
    await mouse.move(x + width * 0.52, y + height * 0.52, { steps: 6 });
    await mouse.up();
  }

  async go(room: Room): Promise<void> {
    await this.shell.go(room);
  }

  /** Drags something, by little moves, from a share of its width until it is where it should be. */
  async #drag(
    what: Locator,
    share: number,
    [right, down]: [number, number],
    isThere: () => Promise<boolean>,
  ): Promise<void> {
    await what.scrollIntoViewIfNeeded();
    const box = (await what.boundingBox())!;
    const { mouse } = this.window;
    // The middle of a slider's thumb stops short of both ends by half of its width, 8 pixels.
    let [x, y] = [box.x + 8 + share * (box.width - 16), box.y + box.height / 2];
    await mouse.move(x, y);
    await mouse.down();
    for (let moves = 0; !(await isThere()); moves++) {
      expect(moves, 'moves of a drag').toBeLessThan(mostMoves);
      await mouse.move((x += right), (y += down));
    }
    await mouse.up();
  }
}
