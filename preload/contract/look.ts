import * as v from 'valibot';

const finite = v.pipe(v.number(), v.finite());

/** 1st percentile, median and 99th percentile over the training pictures. */
const SpreadSchema = v.strictObject({ low: finite, typical: finite, high: finite });
/** In pixels from the upper left corner. */
const MiddleSchema = v.strictObject({ x: SpreadSchema, y: SpreadSchema });

/**
 * How the pictures of a training set look (main/engine/pictures/look.ts measures it and says what each
 * part means): kept with a run, so that dropped pictures are made alike where the data isn't there.
 */
export const DatasetLookSchema = v.strictObject({
  plain: v.boolean(),
  background: finite,
  bright: v.boolean(),
  longest: SpreadSchema,
  centredBy: v.picklist(['mass', 'box']),
  mass: MiddleSchema,
  box: MiddleSchema,
  level: SpreadSchema,
  stroke: SpreadSchema,
});
