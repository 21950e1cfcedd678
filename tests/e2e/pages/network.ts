import type { Locator, Page } from '@playwright/test';
import type { Locale } from '../../../preload/contract.ts';
import { textsOf } from '../fixtures.ts';

export class NetworkRoom {
  readonly t;
  readonly stage;
  readonly table;

  constructor(
    readonly window: Page,
    locale: Locale,
  ) {
    this.t = textsOf(locale).network;
    this.stage = window.getByRole('main');
    this.table = window.getByRole('table', { name: this.t.table });
  }

  /** The parameter count at the foot of the table. */
  get total(): Locator {
    return this.table.getByRole('row').last().getByRole('cell');
  }

  /** The dense layers that can be set by hand, from input to output. */
  get denseLayers(): Locator {
    const heading = this.window.getByRole('heading', { name: this.t.layers.dense, exact: true });
    return this.stage.getByRole('listitem').filter({ has: heading });
  }

  units(layer: number): Locator {
    return this.denseLayers.nth(layer).getByRole('textbox', { name: this.t.units });
  }

  activation(layer: number): Locator {
    return this.denseLayers.nth(layer).getByRole('combobox', { name: this.t.activation });
  }

  async add(kind: keyof typeof this.t.layers): Promise<void> {
    await this.stage.getByRole('button', { name: this.t.addKind(this.t.layers[kind]) }).click();
  }

  async remove(layer: number): Promise<void> {
    const name = this.t.remove(this.t.layers.dense);
    await this.denseLayers.nth(layer).getByRole('button', { name }).click();
  }

  async moveTowardsInput(layer: number): Promise<void> {
    await this.denseLayers.nth(layer).getByRole('button', { name: this.t.left }).click();
  }

  async moveTowardsOutput(layer: number): Promise<void> {
    await this.denseLayers.nth(layer).getByRole('button', { name: this.t.right }).click();
  }

  async undo(): Promise<void> {
    await this.stage.getByRole('button', { name: this.t.undo, exact: true }).click();
  }

  async redo(): Promise<void> {
    await this.stage.getByRole('button', { name: this.t.redo, exact: true }).click();
  }
}
