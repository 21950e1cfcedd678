import { levelValue } from '../../../canvas/fewer-levels.ts';
import { rasterOfGrey } from '../../../canvas/raster.ts';

/** A cat's face in 8 x 8 pixels of four levels: 0 black, 1 dark grey, 2 light grey, 3 white. */
const cat = [
  [0, 2, 0, 0, 0, 0, 2, 0],
  [0, 2, 2, 0, 0, 2, 2, 0],
  [0, 2, 2, 2, 2, 2, 2, 0],
  [2, 3, 0, 2, 2, 0, 3, 2],
  [2, 2, 2, 2, 2, 2, 2, 2],
  [1, 2, 3, 0, 0, 3, 2, 1],
  [0, 1, 3, 3, 3, 3, 1, 0],
  [0, 0, 1, 1, 1, 1, 0, 0],
];

export const eightByEight = rasterOfGrey(
  Uint8Array.from(cat.flat(), (code) => levelValue(code, 4)),
  8,
  8,
);
