import type { NetworkSpec } from '../../../preload/contract.ts';
import { countParameters } from './parameters.ts';
import { inputShape, outputShapes } from './shapes.ts';

/** Above it an ordinary PC trains for hours: the optimizer alone would keep three copies. */
export const maxParameters = 50_000_000;

export const problemCodes = [
  'needs-flatten',
  'needs-image',
  'window-too-large',
  'softmax-inside',
  'last-layer',
  'too-many-parameters',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** Why a network can't work as it stands. The texts are in the renderer's catalogue, by code. */
export interface NetworkProblem {
  /** Position in NetworkSpec.layers; null where it is the whole. */
  layer: number | null;
  code: ProblemCode;
  values: Record<string, number>;
}

/** What stands in the way of a network that fits the schema; empty: it can be trained. */
export function networkProblems(network: NetworkSpec): NetworkProblem[] {
  const problems: NetworkProblem[] = [];
  const shapes = outputShapes(network);
  const last = network.layers.length - 1;
  // What stands after a misplaced layer has no true shape: only the first such layer is told.
  let placed = true;
  network.layers.forEach((layer, index) => {
    const problem = (code: ProblemCode, values = {}) =>
      problems.push({ layer: index, code, values });
    const before = (index === 0 ? inputShape(network) : shapes[index - 1]) ?? [];
    const isImage = before.length === 3;
    const misplaced = (code: ProblemCode, values = {}) => {
      if (placed) problem(code, values);
      placed = false;
    };
    if (layer.kind === 'dense' && isImage) misplaced('needs-flatten');
    if (layer.kind === 'conv2d' || layer.kind === 'maxPool' || layer.kind === 'averagePool') {
      if (!isImage) misplaced('needs-image');
      else if (shapes[index]?.some((side) => side < 1)) {
        const size = layer.kind === 'conv2d' ? layer.kernel : layer.size;
        misplaced('window-too-large', { size, height: before[0], width: before[1] });
      }
    }
    if ('activation' in layer && layer.activation === 'softmax' && index !== last) {
      problem('softmax-inside');
    }
  });
  const output = network.layers[last];
  if (
    output?.kind !== 'dense' ||
    output.units !== network.classes ||
    output.activation !== 'softmax'
  ) {
    problems.push({ layer: last, code: 'last-layer', values: { classes: network.classes } });
  }
  // Sizes mean something only where every window fits.
  if (problems.length === 0) {
    const parameters = countParameters(network);
    if (parameters > maxParameters) {
      problems.push({
        layer: null,
        code: 'too-many-parameters',
        values: { parameters, limit: maxParameters },
      });
    }
  }
  return problems;
}
