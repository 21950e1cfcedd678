import type { DatasetInfo, NetworkSpec } from '../../../preload/contract.ts';
import {
  convolutionalNetwork,
  denseNetwork,
  lectureNetwork,
} from '../../../main/engine/network/presets.ts';

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
  convolutional: convolutionalNetwork,
};
