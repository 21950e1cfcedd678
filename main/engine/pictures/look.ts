import type { PictureShape } from '../data/labelled.ts';
import { inkOf } from './background.ts';
import { centreOfMass, inkBox, strokeWidth } from './ink.ts';
import { borderRing, luma, median, percentile, type Box, type Plane } from './plane.ts';

/** 1st percentile, median and 99th percentile over the training pictures. */
export interface Spread {
  low: number;
  typical: number;
  high: number;
}

/** A box or mass that is centred, by its middle, in pixels from the upper left corner. */
export interface Middle {
  x: Spread;
  y: Spread;
}

/**
 * How the pictures of a training set look: measured, so that one rule serves digits, clothes and
 * whatever a user brings.
 */
export interface DatasetLook {
  /** One thing on an even background: dropped pictures are cut out and placed alike. Otherwise only resized. */
  plain: boolean;
  /** Level of the background, 0 to 255, and whether it is the bright side. */
  background: number;
  bright: boolean;
  /** Longest side of the box around the ink, in pixels. */
  longest: Spread;
  /** What the pictures are centred by: the middle of the mass or of the box, whichever varies less. */
  centredBy: 'mass' | 'box';
  mass: Middle;
  box: Middle;
  /** Level of the strong ink (see `inkLevel`), 0 to 255. */
  level: Spread;
  /** Width of the strokes in pixels. */
  stroke: Spread;
}

/** Ink fainter than this is taken for the soft edge of resampling, or for noise. */
export const faintInk = 16;
const sampled = 1000;
/** An even background: so many of the border's pixels lie near its median, in so many pictures. */
const evenShare = 0.75;

/** The 95th percentile of what is ink: the level of the strong strokes, a few odd pixels left out. */
export function inkLevel(ink: Plane, threshold: number): number {
  return percentile(
    ink.values.filter((value) => value > threshold),
    0.95,
  );
}

/** Middle of a box in pixels from the upper left corner. */
export function middleOf(box: Box): { x: number; y: number } {
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

/** One picture of a dataset in grey; colour bytes become luma. */
export function greyOf(bytes: Uint8Array, { height, width, channels }: PictureShape): Plane {
  if (channels === 1) return { width, height, values: Float32Array.from(bytes) };
  const rgba = new Uint8Array(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    rgba.set(bytes.subarray(pixel * channels, pixel * channels + 3), pixel * 4);
  }
  return luma(rgba, width, height);
}

/** Whether the border is one level, within the noise, but for where the thing itself touches it. */
function isEven(ring: Float32Array): boolean {
  const level = median(ring);
  const near = ring.filter((value) => Math.abs(value - level) <= faintInk).length;
  return near >= evenShare * ring.length;
}

function spread(values: number[]): Spread {
  const all = Float32Array.from(values);
  return { low: percentile(all, 0.01), typical: median(all), high: percentile(all, 0.99) };
}

const range = ({ x, y }: Middle) => x.high - x.low + (y.high - y.low);

/**
 * Measures up to 1,000 pictures spread evenly over a training set.
 *
 * @param images count x height x width x channels bytes
 */
export function measureLook(images: Uint8Array, shape: PictureShape): DatasetLook {
  const size = shape.height * shape.width * shape.channels;
  const count = images.length / size;
  const step = Math.max(1, count / sampled);
  const borders: number[] = [];
  const longest: number[] = [];
  const levels: number[] = [];
  const strokes: number[] = [];
  const mass = { x: [] as number[], y: [] as number[] };
  const box = { x: [] as number[], y: [] as number[] };
  let [even, bright] = [0, 0];
  for (let index = 0; index < count; index += step) {
    const from = Math.floor(index) * size;
    const picture = greyOf(images.subarray(from, from + size), shape);
    const ring = borderRing(picture);
    const level = median(ring);
    // A training set has no lamp beside it, and the same level all over is quicker.
    const found = inkOf(picture, () => level);
    borders.push(level);
    if (isEven(ring)) even++;
    if (found.bright) bright++;
    const around = inkBox(found.ink, faintInk);
    if (!around) continue;
    const centre = centreOfMass(found.ink);
    const middle = middleOf(around);
    longest.push(Math.max(around.width, around.height));
    mass.x.push(centre.x);
    mass.y.push(centre.y);
    box.x.push(middle.x);
    box.y.push(middle.y);
    levels.push(inkLevel(found.ink, faintInk));
    strokes.push(strokeWidth(found.ink));
  }
  const masses = { x: spread(mass.x), y: spread(mass.y) };
  const boxes = { x: spread(box.x), y: spread(box.y) };
  const seen = borders.length;
  return {
    plain: longest.length > 0 && even >= evenShare * seen,
    background: median(Float32Array.from(borders)),
    bright: bright > seen / 2,
    longest: spread(longest),
    centredBy: range(masses) <= range(boxes) ? 'mass' : 'box',
    mass: masses,
    box: boxes,
    level: spread(levels),
    stroke: spread(strokes),
  };
}
