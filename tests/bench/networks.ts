import type { NetworkSpec } from '../../preload/contract.ts';
import { denseNetwork, lectureNetwork } from '../../main/engine/network/presets.ts';

const pictures = { height: 28, width: 28, channels: 1, classes: 10 };
const conv = (filters: number) =>
  ({
    kind: 'conv2d',
    filters,
    kernel: 3,
    stride: 1,
    padding: 'valid',
    activation: 'relu',
  }) as const;
const pool = { kind: 'maxPool', size: 2, stride: 2, padding: 'valid' } as const;

const head = denseNetwork(pictures, [{ kind: 'dense', units: 64, activation: 'relu' }]);

/** What every contestant trains. */
export const benchNetworks: Record<'dense' | 'convolutional', NetworkSpec> = {
  dense: lectureNetwork(pictures),
  convolutional: { ...head, layers: [conv(16), pool, conv(32), pool, ...head.layers] },
};
