import { expect, type Locator, type Page } from '@playwright/test';
import { rooms, type Room } from '../../../preload/contract.ts';
import type { Hand, NumberControl } from './hand.ts';

/** More stops of the Tab key than any room has, and more steps than any group of radio buttons. */
const most = { stops: 120, arrows: 16, pages: 20 };

const isFocused = (control: Locator) =>
  control.evaluate((element) => element === document.activeElement);

/** A student's keyboard: nothing is focused but by Tab and arrow keys, and nothing is ever clicked. */
export class KeyboardHand implements Hand {
  constructor(private readonly window: Page) {}

  /** Tabs on until a control has the focus; after the window's last one comes its first. */
  async reach(control: Locator): Promise<void> {
    await expect(control).toBeVisible();
    for (let stops = 0; !(await isFocused(control)); stops++) {
      expect(stops, `stops of the Tab key to ${String(control)}`).toBeLessThan(most.stops);
      await this.#press('Tab');
    }
  }

  async press(button: Locator): Promise<void> {
    await expect(button).toBeEnabled();
    await this.reach(button);
    await this.#press('Enter');
  }

  async choose(radio: Locator): Promise<void> {
    const group = radio.locator('xpath=ancestor::fieldset');
    // Tab comes to the chosen one of a group, arrow keys to the others.
    await this.reach(group.locator('input[type=radio]:checked'));
    for (let arrows = 0; !(await radio.isChecked()); arrows++) {
      expect(arrows, `arrow keys to ${String(radio)}`).toBeLessThan(most.arrows);
      await this.#press('ArrowRight');
    }
  }

  async lower({ field }: NumberControl, to: number): Promise<void> {
    await this.reach(field);
    await this.#press('ControlOrMeta+a');
    await this.window.keyboard.type(String(to));
    await expect(field).toHaveValue(String(to));
  }

  async shrink(handle: Locator, to: number): Promise<void> {
    await this.reach(handle);
    for (let pages = 0; Number(await handle.getAttribute('aria-valuenow')) > to; pages++) {
      expect(pages, `presses of PageDown at ${String(handle)}`).toBeLessThan(most.pages);
      await this.#press('PageDown');
    }
  }

  async paint(surface: Locator): Promise<void> {
    await this.reach(surface);
    await this.#press('Shift+ArrowDown');
    await this.#press('Shift+ArrowDown');
  }

  async go(room: Room): Promise<void> {
    await this.#press(`ControlOrMeta+${rooms.indexOf(room) + 1}`);
  }

  async #press(key: string): Promise<void> {
    await this.window.keyboard.press(key);
  }
}
