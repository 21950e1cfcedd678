import type { NetworkSpec } from '../../preload/contract.ts';
import { convolutionalNetwork, lectureNetwork } from '../../main/engine/network/presets.ts';

const pictures = { height: 28, width: 28, channels: 1, classes: 10 };

/** What every contestant trains. */
export const benchNetworks: Record<'dense' | 'convolutional', NetworkSpec> = {
  dense: lectureNetwork(pictures),
  convolutional: convolutionalNetwork(pictures),
};
