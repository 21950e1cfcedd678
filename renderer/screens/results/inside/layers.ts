import type { NamedTensor, NetworkSpec } from '../../../../preload/contract.ts';

/** One layer's activations, laid out to be drawn. */
export interface LayerActivations {
  /** Position in `network.layers`. */
  layer: number;
  shape: number[];
  /** One to draw side by side for each filter; a single one for a row of units. */
  maps: { width: number; height: number; values: Float32Array }[];
  /** Filters or units in all. */
  count: number;
}

/** Units in one line of a strip. */
const lineLength = 32;
/** Filters that are drawn. */
const mapLimit = 16;

/** A row of units in lines; the last line is filled up with `NaN`, which is not drawn. */
function inLines(values: Float32Array) {
  const width = Math.min(lineLength, values.length);
  const height = Math.ceil(values.length / width);
  const filled = new Float32Array(width * height).fill(NaN);
  filled.set(values);
  return { width, height, values: filled };
}

/** [height, width, filters] as one picture a filter. */
function asMaps({ shape, values }: NamedTensor) {
  const [height = 0, width = 0, filters = 0] = shape;
  return Array.from({ length: Math.min(filters, mapLimit) }, (_, filter) => ({
    width,
    height,
    values: Float32Array.from(
      { length: height * width },
      (_, place) => values[place * filters + filter] ?? 0,
    ),
  }));
}

/**
 * The hidden layers' activations in order. Flatten and dropout hand on what they get, and the last
 * layer is shown as probabilities: both are left out.
 */
export function hiddenActivations(
  { layers }: NetworkSpec,
  activations: readonly NamedTensor[],
): LayerActivations[] {
  return layers.flatMap(({ kind }, layer) => {
    const tensor = activations[layer];
    const passes = kind === 'flatten' || kind === 'dropout' || layer === layers.length - 1;
    if (!tensor || passes) return [];
    const { shape } = tensor;
    const maps = shape.length === 3 ? asMaps(tensor) : [inLines(tensor.values)];
    return [{ layer, shape, maps, count: shape.at(-1) ?? 0 }];
  });
}
