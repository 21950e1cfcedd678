import type { NetworkSpec } from '../../../preload/contract.ts';
import { inputShape, outputShapes, sizeOf, type Shape } from './shapes.ts';

export type WeightKind = 'kernel' | 'bias' | 'gamma' | 'beta' | 'movingMean' | 'movingVariance';

/** One tensor of weights. Names and layouts are those of `Weights` in trainers/trainer.ts. */
export interface WeightInfo {
  /** `<layer>/<kind>`, such as `1/kernel`. */
  name: string;
  /** Position in NetworkSpec.layers. */
  layer: number;
  kind: WeightKind;
  shape: Shape;
  /** Inputs and outputs that meet in one unit, for Glorot's initialiser; 0 for all but kernels. */
  fanIn: number;
  fanOut: number;
  /** Whether the optimizer changes it (moving averages are only tracked). */
  trainable: boolean;
}

/** Every weight of the network in layer order: dense kernels [inputs, units], conv2d kernels [height, width, inputs, filters]. */
export function weightInfos(network: NetworkSpec): WeightInfo[] {
  const shapes = outputShapes(network);
  return network.layers.flatMap((layer, index): WeightInfo[] => {
    const before = (index === 0 ? inputShape(network) : shapes[index - 1]) ?? [];
    const channels = before.at(-1) ?? 0;
    const weight = (
      kind: WeightKind,
      shape: Shape,
      [fanIn, fanOut]: readonly [number, number] = [0, 0],
    ): WeightInfo => ({
      name: `${index}/${kind}`,
      layer: index,
      kind,
      shape,
      fanIn,
      fanOut,
      trainable: !kind.startsWith('moving'),
    });
    switch (layer.kind) {
      case 'dense':
        return [
          weight('kernel', [channels, layer.units], [channels, layer.units]),
          weight('bias', [layer.units]),
        ];
      case 'conv2d': {
        const { kernel, filters } = layer;
        const area = kernel * kernel;
        return [
          weight('kernel', [kernel, kernel, channels, filters], [area * channels, area * filters]),
          weight('bias', [filters]),
        ];
      }
      case 'batchNorm':
        return (['gamma', 'beta', 'movingMean', 'movingVariance'] as const).map((kind) =>
          weight(kind, [channels]),
        );
      default:
        return [];
    }
  });
}

/** The kernel of the first layer with one: what a network looks at its pictures with. */
export function firstKernelInfo(network: NetworkSpec): WeightInfo {
  const first = weightInfos(network).find(({ kind }) => kind === 'kernel');
  if (!first) throw new Error('a network without a kernel');
  return first;
}

/** Numbers in each layer's weights, in layer order: 784 x 128 + 128 = 100,480 for the lecture's first dense layer. */
export function parameterCounts(network: NetworkSpec): number[] {
  const counts = network.layers.map(() => 0);
  for (const { layer, shape } of weightInfos(network)) {
    counts[layer] = (counts[layer] ?? 0) + sizeOf(shape);
  }
  return counts;
}

export function countParameters(network: NetworkSpec): number {
  return parameterCounts(network).reduce((sum, count) => sum + count, 0);
}
