import { describe, expect, it } from 'vitest';
import type { NetworkSpec } from '../../../preload/contract.ts';
import { denseNetwork, lectureNetwork } from '../../../main/engine/network/presets.ts';
import { initialWeights } from '../../../main/engine/trainers/initial-weights.ts';

const picture = { height: 28, width: 28, channels: 1, classes: 10 };

describe('initialWeights', () => {
  it('draws kernels uniformly within Glorot’s limit, and leaves biases at 0', () => {
    const [kernel, bias] = initialWeights(lectureNetwork(picture), 1) as [
      ReturnType<typeof initialWeights>[0],
      ReturnType<typeof initialWeights>[0],
    ];
    expect(kernel).toMatchObject({ name: '1/kernel', shape: [784, 128] });
    const limit = Math.sqrt(6 / (784 + 128));
    expect(Math.max(...kernel.values)).toBeLessThanOrEqual(limit);
    expect(Math.max(...kernel.values)).toBeGreaterThan(0.999 * limit);
    expect(Math.min(...kernel.values)).toBeLessThan(-0.999 * limit);
    const mean = kernel.values.reduce((sum, value) => sum + value, 0) / kernel.values.length;
    expect(Math.abs(mean)).toBeLessThan(0.005 * limit);
    expect(bias.values).toEqual(new Float32Array(128));
  });

  it('counts a convolution’s window in its fans', () => {
    const network: NetworkSpec = {
      ...lectureNetwork(picture),
      layers: [
        { kind: 'conv2d', filters: 64, kernel: 5, stride: 1, padding: 'same', activation: 'relu' },
        { kind: 'batchNorm' },
        { kind: 'flatten' },
        { kind: 'dense', units: 10, activation: 'softmax' },
      ],
    };
    const [kernel, , gamma, beta, mean, variance] = initialWeights(network, 1);
    const limit = Math.sqrt(6 / (25 * 1 + 25 * 64));
    expect(Math.max(...kernel!.values)).toBeLessThanOrEqual(limit);
    expect(Math.max(...kernel!.values)).toBeGreaterThan(0.99 * limit);
    expect([gamma, beta, mean, variance].map((weight) => weight!.values[0])).toEqual([1, 0, 0, 1]);
  });

  it('depends on the seed, layer by layer', () => {
    const short = initialWeights(lectureNetwork(picture), 3);
    const long = initialWeights(
      denseNetwork(picture, [
        { kind: 'dense', units: 128, activation: 'relu' },
        { kind: 'dense', units: 64, activation: 'relu' },
      ]),
      3,
    );
    expect(long[0]).toEqual(short[0]);
    expect(initialWeights(lectureNetwork(picture), 4)[0]).not.toEqual(short[0]);
  });
});
