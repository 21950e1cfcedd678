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
  /** The units drawn, top to bottom; of many, the first and the last ones, and the one asked for. */
  units: Unit[];
  /** Where the units left out would be; null: all are drawn, or one of them stands there. */
  gap: Point | null;
  /** A picture's channels are drawn as sheets, not as units. */
  isImage: boolean;
}

/** At most so many units are drawn in a column: more would be a grey wall. */
const drawnUnits = 12;
const drawnSheets = 5;
/** A unit's room where there is plenty, and where it is tight. */
const roomyRow = 44;
const tightRow = 13;
/** A sheet's, where each stands by itself. */
const sheetRow = 56;

interface Place {
  shape: Shape;
  x: number;
  height: number;
  /** Sheets one under another instead of one behind another. */
  apart: boolean;
  /** A unit that must be drawn. */
  wanted: number | null;
  /** The picture that a Flatten layer lays in a row: its units are drawn from all over it. */
  flattened: Shape | null;
}

/**
 * Of a picture's numbers in a row, `count` from top to bottom: near its middle, where something is.
 * What has too few rows for that, such as a convolution's output, is taken at even steps.
 */
function spread([height = 1, width = 1, channels = 1]: Shape, count: number): number[] {
  return Array.from({ length: count }, (_, k) => {
    const share = (k + 0.5) / count;
    if (height < count) return Math.floor(share * height * width * channels);
    const column = Math.floor(width * (0.4 + 0.1 * (k % 3)));
    return (Math.floor(share * height) * width + column) * channels;
  });
}

function place({ shape, x, height, apart, wanted, flattened }: Place): Column {
  const isImage = shape.length === 3;
  const count = shape.at(-1) ?? 0;
  const tight = isImage && apart ? sheetRow : tightRow;
  const limit =
    isImage && !apart
      ? drawnSheets
      : Math.max(2, Math.min(isImage ? drawnSheets : drawnUnits, Math.floor(height / tight)));
  const drawn = Math.min(count, limit);
  const gaps = count > drawn && (!isImage || apart);
  // The gap takes one row in the middle.
  const rows = drawn + (gaps && !isImage ? 1 : 0);
  const pitch = Math.min(isImage && apart ? sheetRow : roomyRow, height / Math.max(1, rows));
  const top = height / 2 - ((rows - 1) * pitch) / 2;
  const middle = gaps ? Math.floor(rows / 2) : -1;
  const points = Array.from({ length: rows }, (_, row) => ({
    x,
    y: top + row * pitch,
    // Below the gap stand the layer's last units.
    unit: middle !== -1 && row > middle ? count - rows + row : row,
  }));
  if (flattened && gaps) {
    spread(flattened, rows).forEach((unit, row) => (points[row]!.unit = unit));
  }
  const left = points[middle] ?? null;
  const isDrawn = points.some(({ unit }, row) => unit === wanted && row !== middle);
  if (left && wanted !== null && wanted < count && !isDrawn) {
    left.unit = wanted;
    return { shape, x, units: points, gap: null, isImage };
  }
  return { shape, x, units: points.filter((_, row) => row !== middle), gap: left, isImage };
}

/**
 * The columns of a network's diagram: the input, then one for each layer, `pitch` apart, in a box of
 * `height`. `wanted`: a layer's unit that is drawn even where most are left out; `apart`: as a
 * picture flows through, with the sheets of a convolution one under another, and of the picture's own
 * numbers some from all over it.
 */
export function columnsOf(
  network: NetworkSpec,
  pitch: number,
  height: number,
  {
    wanted,
    apart = false,
  }: { wanted?: { layer: number; unit: number } | null; apart?: boolean } = {},
): Column[] {
  return [inputShape(network), ...outputShapes(network)].map((shape, index, shapes) =>
    place({
      shape,
      x: pitch * (index + 0.5),
      height,
      apart: apart && index > 0,
      wanted: wanted?.layer === index - 1 ? wanted.unit : null,
      flattened: apart && network.layers[index - 1]?.kind === 'flatten' ? shapes[index - 1]! : null,
    }),
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
