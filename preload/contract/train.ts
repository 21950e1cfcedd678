import * as v from 'valibot';

export const trainLimits = {
  epochs: { min: 1, max: 1000 },
  batchSize: { min: 1, max: 4096 },
  learningRate: { min: 1e-6, max: 10 },
  seed: { min: 0, max: 2_147_483_647 },
} as const;

const integerBetween = ({ min, max }: { min: number; max: number }) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const numberBetween = (min: number, max: number) =>
  v.pipe(v.number(), v.finite(), v.minValue(min), v.maxValue(max));
const fraction = (otherwise: number) => v.optional(numberBetween(0, 0.999999), otherwise);
const epsilon = v.optional(numberBetween(1e-12, 1), 1e-7);

/** Optimizers with Keras's names and defaults, so that results compare. */
export const OptimizerSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('sgd') }),
  v.strictObject({ kind: v.literal('momentum'), momentum: fraction(0.9) }),
  v.strictObject({ kind: v.literal('nesterov'), momentum: fraction(0.9) }),
  v.strictObject({ kind: v.literal('rmsprop'), rho: fraction(0.9), epsilon }),
  v.strictObject({
    kind: v.literal('adam'),
    beta1: fraction(0.9),
    beta2: fraction(0.999),
    epsilon,
  }),
  v.strictObject({
    kind: v.literal('adamw'),
    beta1: fraction(0.9),
    beta2: fraction(0.999),
    epsilon,
    weightDecay: v.optional(numberBetween(0, 1), 0.004),
  }),
]);
export type Optimizer = v.InferOutput<typeof OptimizerSchema>;

/** The learning rate over training; `constant` is the rate itself throughout. */
export const ScheduleSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('constant') }),
  /** Multiplied by `factor` after every `every` epochs. */
  v.strictObject({
    kind: v.literal('step'),
    every: integerBetween(trainLimits.epochs),
    factor: numberBetween(0, 1),
  }),
  /** Multiplied by `factor` each epoch, smoothly step by step. */
  v.strictObject({ kind: v.literal('exponential'), factor: numberBetween(0, 1) }),
  /** Half a cosine from the rate down towards 0, which the step after the last would have. */
  v.strictObject({ kind: v.literal('cosine') }),
  /** A rising line of `warmup` (share of all steps), then a straight line down towards 0 like the cosine's. */
  v.strictObject({ kind: v.literal('linear'), warmup: v.optional(numberBetween(0, 0.9), 0) }),
]);
export type Schedule = v.InferOutput<typeof ScheduleSchema>;

/** Everything beside the network that decides a run; with the NetworkSpec it repeats the run. */
export const TrainSpecSchema = v.strictObject({
  version: v.literal(1),
  /** 'mnist', 'fashion-mnist', or (command line) a folder of IDX files. */
  dataset: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)),
  /** Only the first so many training pictures; null takes all. */
  trainingLimit: v.optional(v.nullable(integerBetween({ min: 1, max: 10_000_000 })), null),
  epochs: integerBetween(trainLimits.epochs),
  batchSize: integerBetween(trainLimits.batchSize),
  optimizer: OptimizerSchema,
  learningRate: numberBetween(trainLimits.learningRate.min, trainLimits.learningRate.max),
  schedule: v.optional(ScheduleSchema, { kind: 'constant' }),
  seed: integerBetween(trainLimits.seed),
  /** L2 penalty: l2 · Σ w² over kernels is added to the loss, as Keras's regularizers.L2 does. */
  l2: v.optional(numberBetween(0, 10), 0),
  /** Gradients are scaled down together to this global norm when above it; null never. */
  clipNorm: v.optional(v.nullable(numberBetween(1e-6, 1e6)), null),
  /** One factor a class on its samples' loss; null weighs all alike. */
  classWeights: v.optional(
    v.nullable(v.pipe(v.array(numberBetween(0, 1000)), v.maxLength(1000))),
    null,
  ),
  /** Training pictures changed at random each time: shift in pixels, rotation in degrees. */
  augmentation: v.optional(
    v.nullable(
      v.strictObject({
        shift: numberBetween(0, 64),
        rotate: numberBetween(0, 180),
        flip: v.boolean(),
      }),
    ),
    null,
  ),
  /** Stops when the validation loss has not improved for `patience` epochs; the best weights are restored. */
  earlyStopping: v.optional(
    v.nullable(
      v.strictObject({
        patience: integerBetween({ min: 1, max: 1000 }),
        minDelta: v.optional(numberBetween(0, 10), 0),
      }),
    ),
    null,
  ),
});
export type TrainSpec = v.InferOutput<typeof TrainSpecSchema>;
