import type { NetworkSpec } from '../../../preload/contract.ts';
import { inputShape, outputShapes, type Shape } from '../../../main/engine/network/shapes.ts';

/** A place of the diagram, in pixels of its box. */
export interface Point {
  x: number;
  y: number;
}

/** A drawn unit: its place in the layer, from 0, and in the diagram. */
export interface Unit extends Point {
  unit: number;
}

export interface Column {
  /** Numbers that leave the layer, without the batch. */
  shape: Shape;
  x: number;
  /** The units drawn, top to bottom; of many, the first and the last ones. */
  units: Unit[];
  /** Where the units left out would be; null: all are drawn. */
  gap: Point | null;
  /** A picture's channels are drawn as sheets, not as units. */
  isImage: boolean;
}

/** At most so many units are drawn in a column: more would be a grey wall. */
const drawnUnits = 12;
const drawnSheets = 5;
/** A unit's room where there is plenty, and where it is tight. */
const roomyRow = 30;
const tightRow = 13;

function place(shape: Shape, x: number, height: number): Column {
  const isImage = shape.length === 3;
  const count = shape.at(-1) ?? 0;
  const limit = isImage
    ? drawnSheets
    : Math.max(2, Math.min(drawnUnits, Math.floor(height / tightRow)));
  const drawn = Math.min(count, limit);
  const cut = count > drawn;
  // The gap takes one row in the middle.
  const rows = drawn + (cut && !isImage ? 1 : 0);
  const pitch = Math.min(roomyRow, height / Math.max(1, rows));
  const top = height / 2 - ((rows - 1) * pitch) / 2;
  const middle = cut && !isImage ? Math.floor(rows / 2) : -1;
  const points = Array.from({ length: rows }, (_, row) => ({
    x,
    y: top + row * pitch,
    // Below the gap stand the layer's last units.
    unit: middle !== -1 && row > middle ? count - rows + row : row,
  }));
  return {
    shape,
    x,
    units: points.filter((_, row) => row !== middle),
    gap: points[middle] ?? null,
    isImage,
  };
}

/**
 * The columns of a network's diagram: the input, then one for each layer, `pitch` apart, in a box of
 * `height`.
 */
export function columnsOf(network: NetworkSpec, pitch: number, height: number): Column[] {
  return [inputShape(network), ...outputShapes(network)].map((shape, index) =>
    place(shape, pitch * (index + 0.5), height),
  );
}

/** Every connection between two columns' points as one SVG path. */
export function connections(from: readonly Point[], to: readonly Point[]): string {
  return from.flatMap((a) => to.map((b) => `M${a.x} ${a.y}L${b.x} ${b.y}`)).join('');
}

/** 26 x 26 x 16, or 784. */
export function shapeText(shape: Shape): string {
  return shape.join(' x ');
}
