import { text, type } from '../attributes.ts';
import type { Scope, Tensor } from '../builder.ts';
import { single } from './node.ts';
import { float32 } from './values.ts';

/**
 * Pictures seen through projective transforms [pictures, 8], bilinear, their edges repeated outwards.
 * `size`: height and width of what comes out.
 */
export const projectPictures = (scope: Scope, pictures: Tensor, transforms: Tensor, size: Tensor) =>
  single(
    scope,
    'ImageProjectiveTransformV3',
    [pictures, transforms, size, float32(scope, 0)],
    { dtype: type(pictures.type), interpolation: text('BILINEAR'), fill_mode: text('NEAREST') },
    pictures.type,
  );
