import type { Locator } from '@playwright/test';
import type { Room } from '../../../preload/contract.ts';

/** A number that can be set: typed, and slid where it has a slider. */
export interface NumberControl {
  field: Locator;
  slider?: Locator;
}

/** What a student does to the window, by one means alone. */
export interface Hand {
  /** Presses a button. */
  press(button: Locator): Promise<void>;
  /** Chooses one of a group of radio buttons. */
  choose(radio: Locator): Promise<void>;
  /** Lowers a number to this, or to the next below that the means comes to. */
  lower(control: NumberControl, to: number): Promise<void>;
  /** Lowers a layer's units at its handle in the diagram. */
  shrink(handle: Locator, to: number): Promise<void>;
  /** Paints in the middle of a picture. */
  paint(surface: Locator): Promise<void>;
  go(room: Room): Promise<void>;
}
