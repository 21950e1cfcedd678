import type { NetworkSpec } from '../../preload/contract.ts';

/** A network by the numbers that come in and its layers' units or filters: "784 – 128 – 10". */
export function layersInWords({ input, layers }: NetworkSpec): string {
  const sizes = layers.flatMap((layer) => {
    if (layer.kind === 'dense') return [String(layer.units)];
    if (layer.kind === 'conv2d') return [`${layer.filters} (${layer.kernel}×${layer.kernel})`];
    return [];
  });
  return [String(input.height * input.width * input.channels), ...sizes].join(' – ');
}
