import type { Layer } from '../../../../preload/contract.ts';
import { activate, type UnitActivation } from '../activation.ts';
import {
  indexOf,
  inputsOf,
  shapeBefore,
  weightOf,
  type Inspection,
  type UnitPlace,
} from './inspection.ts';
import { windowAt } from './window.ts';

/** One product of a weighted sum. */
export interface Term {
  /** Which number of the layer before. */
  source: number;
  /** Its place among the unit's weights: of a window, (row x side + column) x channels + channel. */
  slot: number;
  input: number;
  weight: number;
}

/** How a unit came to its number, with the numbers. */
export type Working =
  | {
      kind: 'sum';
      terms: Term[];
      /** Σ input · weight. */
      weighted: number;
      bias: number;
      /** weighted + bias. */
      sum: number;
      /** null: softmax, which takes the whole layer's sums. */
      activation: UnitActivation | null;
      output: number;
    }
  | { kind: 'pool'; takes: 'highest' | 'mean'; inputs: Term[]; output: number }
  | {
      kind: 'normalize';
      input: number;
      mean: number;
      variance: number;
      gamma: number;
      beta: number;
      output: number;
    }
  /** Flatten, and Dropout outside training: the number itself. */
  | { kind: 'pass'; source: number; output: number };

/** A layer's kernel as it meets one unit: dense [inputs, units]; conv2d, at one position of its picture. */
function termsOf(
  inspection: Inspection,
  layer: Extract<Layer, { kind: 'dense' | 'conv2d' }>,
  place: UnitPlace,
): Term[] {
  const inputs = inputsOf(inspection, place.layer);
  const kernel = weightOf(inspection, place.layer, 'kernel')?.values ?? new Float32Array();
  if (layer.kind === 'dense') {
    return Array.from(inputs, (input, source) => ({
      source,
      slot: source,
      input,
      weight: kernel[source * layer.units + place.unit] ?? 0,
    }));
  }
  const before = shapeBefore(inspection.network, place.layer);
  const channels = before[2] ?? 1;
  return windowAt(layer, before, place.position).flatMap(({ inside, pixel }) =>
    Array.from({ length: channels }, (_, channel): Term => {
      const source = pixel * channels + channel;
      const slot = inside * channels + channel;
      const weight = kernel[slot * layer.filters + place.unit] ?? 0;
      return { source, slot, input: inputs[source] ?? 0, weight };
    }),
  );
}

/** The calculation of one unit, from its layer's weights and the numbers that came in. */
export function workingOf(inspection: Inspection, place: UnitPlace): Working {
  const layer = inspection.network.layers[place.layer]!;
  const { shape, values } = inspection.activations[place.layer]!;
  const index = indexOf(shape, place);
  const output = values[index] ?? 0;
  const inputs = inputsOf(inspection, place.layer);
  switch (layer.kind) {
    case 'dense':
    case 'conv2d': {
      const terms = termsOf(inspection, layer, place);
      const weighted = terms.reduce((sum, { input, weight }) => sum + input * weight, 0);
      const bias = weightOf(inspection, place.layer, 'bias')?.values[place.unit] ?? 0;
      const activation = layer.activation === 'softmax' ? null : layer.activation;
      return { kind: 'sum', terms, weighted, bias, sum: weighted + bias, activation, output };
    }
    case 'maxPool':
    case 'averagePool': {
      const before = shapeBefore(inspection.network, place.layer);
      const channels = before[2] ?? 1;
      const window = windowAt({ ...layer, kernel: layer.size }, before, place.position);
      return {
        kind: 'pool',
        takes: layer.kind === 'maxPool' ? 'highest' : 'mean',
        inputs: window.map(({ pixel, inside }) => {
          const source = pixel * channels + place.unit;
          const weight = 1 / window.length;
          return { source, slot: inside, input: inputs[source] ?? 0, weight };
        }),
        output,
      };
    }
    case 'batchNorm': {
      const own = (kind: string) =>
        weightOf(inspection, place.layer, kind)?.values[place.unit] ?? 0;
      return {
        kind: 'normalize',
        input: inputs[index] ?? 0,
        mean: own('movingMean'),
        variance: own('movingVariance'),
        gamma: own('gamma'),
        beta: own('beta'),
        output,
      };
    }
    case 'flatten':
    case 'dropout':
      return { kind: 'pass', source: index, output };
  }
}

/** What the working itself comes to, to be compared with the engine's number. */
export function resultOf(working: Working): number {
  switch (working.kind) {
    case 'sum':
      return working.activation === null
        ? working.output
        : activate(working.activation, working.sum);
    case 'pool':
      return working.takes === 'highest'
        ? Math.max(...working.inputs.map(({ input }) => input))
        : working.inputs.reduce((sum, { input, weight }) => sum + input * weight, 0);
    case 'normalize': {
      const { input, mean, variance, gamma, beta } = working;
      return (gamma * (input - mean)) / Math.sqrt(variance + batchNormEpsilon) + beta;
    }
    case 'pass':
      return working.output;
  }
}

/** Added to the variance, as Keras does: the engine's own (a test compares). */
export const batchNormEpsilon = 1e-3;
