import * as v from 'valibot';
import {
  activations,
  LayerSchema,
  networkLimits,
  type Layer,
  type NetworkSpec,
} from '../../../preload/contract.ts';
import { nearest } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/** How each kind of layer is written, for messages and help. */
export const layerForms = {
  dense: 'dense:UNITS[:ACTIVATION]',
  conv2d: 'conv2d:FILTERS:KERNEL[:ACTIVATION]',
  maxPool: 'maxPool:SIZE',
  averagePool: 'averagePool:SIZE',
  dropout: 'dropout:RATE',
  batchNorm: 'batchNorm',
  flatten: 'flatten',
} as const;
type Kind = keyof typeof layerForms;
const kinds = Object.keys(layerForms) as Kind[];

/**
 * Hidden layers from `dense:128:relu,dense:64:relu`; none from an empty text. Convolutions have
 * stride 1 and same padding, pools a stride of their size.
 * @throws UsageError naming the layer that is wrong, and how it is written
 */
export function parseLayers(text: string): Layer[] {
  if (text.trim() === '') return [];
  return text.split(',').map((part) => parseLayer(part.trim()));
}

/** Hidden layers with Flatten before the first dense one and Dense(classes, softmax) after the last. */
export function networkOf(
  hidden: Layer[],
  shape: { height: number; width: number; channels: number; classes: number },
): NetworkSpec {
  const { height, width, channels, classes } = shape;
  const layers: Layer[] = [...hidden, { kind: 'dense', units: classes, activation: 'softmax' }];
  if (!hidden.some(({ kind }) => kind === 'flatten')) {
    layers.splice(
      layers.findIndex(({ kind }) => kind === 'dense'),
      0,
      { kind: 'flatten' },
    );
  }
  if (layers.length > networkLimits.layers.max) {
    throw new UsageError(`--layers: at most ${networkLimits.layers.max} layers`);
  }
  return { version: 1, input: { height, width, channels }, layers, classes };
}

function parseLayer(part: string): Layer {
  const [word = '', ...values] = part.split(':');
  const kind = kinds.find((name) => name.toLowerCase() === word.toLowerCase());
  if (!kind) {
    const near = nearest(word, kinds);
    throw new UsageError(
      `--layers: no kind of layer is called "${word}"` +
        (near ? `; did you mean ${layerForms[near as Kind]}?` : `; there are ${kinds.join(', ')}`),
    );
  }
  const parsed = v.safeParse(LayerSchema, layerFrom(kind, values));
  if (!parsed.success) {
    throw new UsageError(`--layers: "${part}" is not ${layerForms[kind]} ${rangeOf(kind)}`.trim());
  }
  return parsed.output;
}

/** Unchecked: the schema decides. Too many values make an entry that it refuses. */
function layerFrom(kind: Kind, values: string[]): Record<string, unknown> {
  const [first, second, third, ...rest] = values;
  const number = (text: string | undefined) => (text?.trim() ? Number(text) : Number.NaN);
  const spare = (...unused: (string | undefined)[]) =>
    [...unused, ...rest].some((value) => value !== undefined) ? { spare: true } : {};
  switch (kind) {
    case 'dense':
      return { kind, units: number(first), activation: second ?? 'relu', ...spare(third) };
    case 'conv2d':
      return {
        kind,
        filters: number(first),
        kernel: number(second),
        stride: 1,
        padding: 'same',
        activation: third ?? 'relu',
        ...spare(),
      };
    case 'maxPool':
    case 'averagePool': {
      const size = number(first);
      return { kind, size, stride: size, padding: 'valid', ...spare(second, third) };
    }
    case 'dropout':
      return { kind, rate: number(first), ...spare(second, third) };
    default:
      return { kind, ...spare(first, second, third) };
  }
}

function rangeOf(kind: Kind): string {
  const range = ({ min, max }: { min: number; max: number }) => `${min} to ${max}`;
  const { units, filters, kernel, pool } = networkLimits;
  const named = `ACTIVATION one of ${activations.join(', ')}`;
  switch (kind) {
    case 'dense':
      return `with UNITS ${range(units)}, ${named}`;
    case 'conv2d':
      return `with FILTERS ${range(filters)}, KERNEL ${range(kernel)}, ${named}`;
    case 'maxPool':
    case 'averagePool':
      return `with SIZE ${range(pool)}`;
    case 'dropout':
      return 'with RATE 0 to 0.95';
    default:
      return 'without values';
  }
}
