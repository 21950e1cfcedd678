import { expect, type Page } from '@playwright/test';
import type { Locale, Room } from '../../../preload/contract.ts';
import { textsOf } from '../fixtures.ts';

/** What stays while one walks through the rooms: the rail, the strip, the notices. */
export class Shell {
  readonly t;
  readonly strip;
  readonly rail;
  readonly notices;

  constructor(
    readonly window: Page,
    readonly locale: Locale,
  ) {
    this.t = textsOf(locale).shell;
    this.rail = window.getByRole('navigation', { name: this.t.rail });
    this.strip = window.getByRole('contentinfo', { name: this.t.strip.label });
    this.notices = window.getByRole('region', { name: this.t.notices.label });
  }

  /** The engine has answered; a cold disk reads 600 MB of TensorFlow. */
  async ready(): Promise<void> {
    await expect(this.strip).not.toHaveAttribute('data-state', 'engine', { timeout: 60_000 });
  }

  room(room: Room) {
    return this.rail.getByRole('button', { name: this.t.rooms[room], exact: true });
  }

  async go(room: Room): Promise<void> {
    await this.room(room).click();
    await expect(this.room(room)).toHaveAttribute('aria-current', 'page');
  }

  /** Does what a notice offers, such as Undo. */
  async answerNotice(text: string, action: string): Promise<void> {
    const notice = this.notices.locator('.notice').filter({ hasText: text });
    await notice.getByRole('button', { name: action, exact: true }).click();
  }
}
