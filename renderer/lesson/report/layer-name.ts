import type { Layer } from '../../../preload/contract.ts';
import { i18n } from '../../messages/i18n.svelte.ts';

/** A layer with what was set in it, on one line: "Dense 128 relu". */
export function layerName(layer: Layer): string {
  const { layers, activations } = i18n.t.network;
  const name = layers[layer.kind];
  switch (layer.kind) {
    case 'dense':
      return `${name} ${layer.units} ${activations[layer.activation]}`;
    case 'conv2d':
      return `${name} ${layer.filters} (${layer.kernel}×${layer.kernel}) ${activations[layer.activation]}`;
    case 'maxPool':
    case 'averagePool':
      return `${name} ${layer.size}×${layer.size}`;
    case 'dropout':
      return `${name} ${i18n.percent(layer.rate, 0)}`;
    default:
      return name;
  }
}
