import type { DatasetInfo, NetworkSpec } from '../../../preload/contract.ts';
import { denseNetwork, lectureNetwork } from '../../../main/engine/network/presets.ts';
import { freshLayers } from './edit.ts';

export const presetNames = ['none', 'lecture', 'two', 'convolutional'] as const;
export type PresetName = (typeof presetNames)[number];

/** Ready networks, from the lecture's and beyond it, for a dataset's pictures. */
export const presets: Record<PresetName, (info: DatasetInfo) => NetworkSpec> = {
  none: (info) => denseNetwork(info, []),
  lecture: lectureNetwork,
  two: (info) =>
    denseNetwork(info, [
      { kind: 'dense', units: 128, activation: 'relu' },
      { kind: 'dense', units: 64, activation: 'relu' },
    ]),
  convolutional: (info) => {
    const conv = { ...freshLayers.conv2d, kind: 'conv2d' } as const;
    const network = denseNetwork(info, [{ kind: 'dense', units: 64, activation: 'relu' }]);
    return {
      ...network,
      layers: [
        { ...conv, filters: 16, kernel: 3, stride: 1, padding: 'valid', activation: 'relu' },
        freshLayers.maxPool,
        { ...conv, filters: 32, kernel: 3, stride: 1, padding: 'valid', activation: 'relu' },
        freshLayers.maxPool,
        ...network.layers,
      ],
    };
  },
};
