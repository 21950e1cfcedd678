import type { PictureShape } from '../data/labelled.ts';
import { placeByArea } from './area.ts';
import { centreOfMass, inkBox, strokeWidth, thicken } from './ink.ts';
import { faintInk, inkLevel, middleOf, type DatasetLook } from './look.ts';
import { otsu } from './otsu.ts';
import { crop, median, pad, type Plane } from './plane.ts';
import { withoutSpecks } from './specks.ts';

/** Means of ink and background nearer than this, in levels of 255, or than this many times the noise: blank. */
const leastContrast = 24;
const leastContrastToNoise = 5;
/** Of the largest connected part; the dot of an i has 0.05 and more. */
const speckShare = 0.02;
/** Crops are brought to this many times the final size before strokes are thickened: enough to be exact. */
const workingScale = 8;
/** Strokes are thickened only in training sets of lines (digits, letters), not of filled shapes. */
const lineShare = 0.15;

/**
 * The ink of a picture cut out and cleaned, its strength brought into the range of the training
 * pictures: digits are all as black as can be, clothes are not. Null where there is no ink.
 */
function cleanInk(look: DatasetLook, ink: Plane): Plane | null {
  const { threshold, lower, upper } = otsu(ink.values);
  const background = ink.values.filter((value) => value <= threshold);
  const typical = median(background);
  // Of a normal distribution, 1.4826 times the median deviation is the standard deviation.
  const noise = 1.4826 * median(background.map((value) => Math.abs(value - typical)));
  if (upper - lower < Math.max(leastContrast, leastContrastToNoise * noise)) return null;
  const floor = Math.min(typical + 3 * noise, threshold / 2);
  // Half of Otsu's threshold still belongs to the soft edge of the ink.
  const edge = Math.max(threshold / 2, floor);
  const clean = withoutSpecks(ink, edge, speckShare);
  const box = inkBox(clean, edge);
  if (!box) return null;
  const cut = crop(clean, box);
  const level = inkLevel(cut, threshold);
  const wanted = Math.min(look.level.high, Math.max(look.level.low, level));
  const values = cut.values.map((value) =>
    Math.min(255, (wanted * Math.max(0, value - floor)) / Math.max(1, level - floor)),
  );
  return { ...cut, values };
}

/** Scales a crop so that its longest side is `longest` pixels. */
function scaledTo(plane: Plane, longest: number): Plane {
  const scale = longest / Math.max(plane.width, plane.height);
  const width = Math.max(1, Math.round(plane.width * scale));
  const height = Math.max(1, Math.round(plane.height * scale));
  return placeByArea(plane, width, height, { scale, left: 0, top: 0 });
}

/**
 * A thin pen's line all but vanishes when a large picture becomes 20 pixels high: strokes thinner
 * than those of nine training pictures in ten become as wide as the training set's typical ones.
 *
 * @param ink cropped to the ink, any size
 */
function withStrokesOf(look: DatasetLook, ink: Plane): Plane {
  if (look.stroke.typical > lineShare * look.longest.typical) return ink;
  const large = Math.max(ink.width, ink.height) > workingScale * look.longest.typical;
  const working = large ? scaledTo(ink, workingScale * look.longest.typical) : ink;
  const scale = look.longest.typical / Math.max(working.width, working.height);
  const width = strokeWidth(working) * scale;
  if (width >= (look.stroke.low + look.stroke.typical) / 2) return ink;
  const radius = (look.stroke.typical - width) / 2 / scale;
  const grown = thicken(pad(working, Math.ceil(radius)), radius);
  // What fades at the outer edge of a soft line is no reason to make the box wider.
  const box = inkBox(grown, 127);
  return box ? crop(grown, box) : ink;
}

/** A picture that resampling has paled gains at most this much. */
const mostGain = 1.6;

/**
 * Offset of a line of `size` pixels in a frame, so that its `middle` comes to lie at `target` as near
 * as it can while all of it stays inside. Whole pixels, as MNIST's makers shifted: the ink's outer
 * edges stay sharp.
 */
export function offset(size: number, frame: number, middle: number, target: number): number {
  const room = frame - Math.ceil(size - 1e-6);
  return Math.min(Math.max(Math.round(target - middle), Math.min(0, room)), Math.max(0, room));
}

/**
 * Cuts the ink out of a picture and puts it into a frame the way the training pictures have it:
 * longest side, strength and width of the strokes, centre. For MNIST: 20 pixels, the centre of mass
 * in the middle, as LeCun's page tells.
 *
 * @param ink 0 background to 255
 * @returns ink, height x width, 0 to 255; all 0 where there is none
 */
export function placeLike(look: DatasetLook, ink: Plane, { height, width }: PictureShape): Plane {
  const clean = cleanInk(look, ink);
  if (!clean) return { width, height, values: new Float32Array(width * height) };
  const cut = withStrokesOf(look, clean);
  const longest = Math.min(look.longest.typical, Math.max(width, height));
  const scale = Math.min(
    longest / Math.max(cut.width, cut.height),
    width / cut.width,
    height / cut.height,
  );
  const byMass = look.centredBy === 'mass';
  const middle = byMass ? centreOfMass(cut) : middleOf({ left: 0, top: 0, ...cut });
  const target = byMass ? look.mass : look.box;
  const placed = placeByArea(cut, width, height, {
    scale,
    left: offset(cut.width * scale, width, middle.x * scale, target.x.typical),
    top: offset(cut.height * scale, height, middle.y * scale, target.y.typical),
  });
  const paled = inkLevel(cut, faintInk) / Math.max(1, inkLevel(placed, faintInk));
  const factor = Math.min(mostGain, Math.max(1, paled));
  return { width, height, values: placed.values.map((value) => Math.min(255, factor * value)) };
}

/** Ink back to the levels of the training set: its background and its polarity. */
export function inkToLevels(look: DatasetLook, ink: Plane): Uint8Array {
  const ground = look.background;
  return Uint8Array.from(ink.values, (value) => {
    const amount = value / 255;
    return Math.round(look.bright ? ground * (1 - amount) : ground + (255 - ground) * amount);
  });
}
