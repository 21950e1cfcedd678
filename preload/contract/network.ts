import * as v from 'valibot';

/** What a network may have. Checked before memory is taken, and told at the field that exceeds them. */
export const networkLimits = {
  side: { min: 1, max: 512 },
  channels: { min: 1, max: 4 },
  layers: { min: 1, max: 32 },
  units: { min: 1, max: 4096 },
  filters: { min: 1, max: 512 },
  kernel: { min: 1, max: 15 },
  stride: { min: 1, max: 8 },
  pool: { min: 1, max: 8 },
  classes: { min: 2, max: 1000 },
} as const;

export const activations = [
  'relu',
  'sigmoid',
  'tanh',
  'linear',
  'leakyRelu',
  'elu',
  'softmax',
] as const;
export type Activation = (typeof activations)[number];

const between = ({ min, max }: { min: number; max: number }) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const ActivationSchema = v.picklist(activations);
const PaddingSchema = v.picklist(['same', 'valid']);

const poolEntries = {
  size: between(networkLimits.pool),
  stride: between(networkLimits.stride),
  padding: PaddingSchema,
};

export const LayerSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('flatten') }),
  v.strictObject({
    kind: v.literal('dense'),
    units: between(networkLimits.units),
    activation: ActivationSchema,
  }),
  v.strictObject({
    kind: v.literal('conv2d'),
    filters: between(networkLimits.filters),
    kernel: between(networkLimits.kernel),
    stride: between(networkLimits.stride),
    padding: PaddingSchema,
    activation: ActivationSchema,
  }),
  v.strictObject({ kind: v.literal('maxPool'), ...poolEntries }),
  v.strictObject({ kind: v.literal('averagePool'), ...poolEntries }),
  v.strictObject({
    kind: v.literal('dropout'),
    rate: v.pipe(v.number(), v.minValue(0), v.maxValue(0.95)),
  }),
  v.strictObject({ kind: v.literal('batchNorm') }),
]);
export type Layer = v.InferOutput<typeof LayerSchema>;
export type DenseLayer = Extract<Layer, { kind: 'dense' }>;

/**
 * A network, as plain data. Input is [height, width, channels] with values 0 to 1 (bytes / 255);
 * the last layer is dense with `classes` units and softmax. Diagram, parameter table, training
 * graph and saved files are all derived from this value.
 */
export const NetworkSpecSchema = v.strictObject({
  version: v.literal(1),
  input: v.strictObject({
    height: between(networkLimits.side),
    width: between(networkLimits.side),
    channels: between(networkLimits.channels),
  }),
  layers: v.pipe(
    v.array(LayerSchema),
    v.minLength(networkLimits.layers.min),
    v.maxLength(networkLimits.layers.max),
  ),
  classes: between(networkLimits.classes),
});
export type NetworkSpec = v.InferOutput<typeof NetworkSpecSchema>;
