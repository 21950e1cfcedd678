import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  NetworkSpecSchema,
  TrainSpecSchema,
  type Layer,
  type NetworkSpec,
} from '../../../preload/contract.ts';
import { maxParameters, networkProblems } from '../../../main/engine/network/checks.ts';
import {
  countParameters,
  parameterCounts,
  weightInfos,
} from '../../../main/engine/network/parameters.ts';
import { lectureNetwork, lectureTrainSpec } from '../../../main/engine/network/presets.ts';
import { outputShapes, slidingPositions } from '../../../main/engine/network/shapes.ts';

const mnist = { height: 28, width: 28, channels: 1, classes: 10 };
const softmax: Layer = { kind: 'dense', units: 10, activation: 'softmax' };
const conv = (kernel: number, padding: 'same' | 'valid' = 'valid', stride = 1): Layer => ({
  kind: 'conv2d',
  filters: 16,
  kernel,
  stride,
  padding,
  activation: 'relu',
});
const pool: Layer = { kind: 'maxPool', size: 2, stride: 2, padding: 'valid' };
const network = (...layers: Layer[]): NetworkSpec => ({
  version: 1,
  input: { height: 28, width: 28, channels: 1 },
  layers,
  classes: 10,
});
const codes = (spec: NetworkSpec) => networkProblems(spec).map(({ layer, code }) => [layer, code]);

describe('shapes', () => {
  it("follows the lecture's network from 28x28 to 784, 128 and 10", () => {
    expect(outputShapes(lectureNetwork(mnist))).toEqual([[784], [128], [10]]);
  });

  it('counts window positions as TensorFlow does', () => {
    // 28 wide, 3 wide window: 26 places; by 2: 13; padded: 28, by 2: 14; 5 wide, padded by 2 from 7: 4.
    expect(slidingPositions(28, { size: 3, stride: 1, padding: 'valid' })).toBe(26);
    expect(slidingPositions(28, { size: 3, stride: 2, padding: 'valid' })).toBe(13);
    expect(slidingPositions(28, { size: 3, stride: 2, padding: 'same' })).toBe(14);
    expect(slidingPositions(7, { size: 5, stride: 2, padding: 'same' })).toBe(4);
  });

  it('follows convolution and pooling', () => {
    const spec = network(conv(3), pool, conv(3, 'same'), { kind: 'flatten' }, softmax);
    expect(outputShapes(spec)).toEqual([[26, 26, 16], [13, 13, 16], [13, 13, 16], [2704], [10]]);
  });
});

describe('parameters', () => {
  it("counts the lecture's: 784 x 128 + 128 = 100,480 and 128 x 10 + 10 = 1,290", () => {
    expect(parameterCounts(lectureNetwork(mnist))).toEqual([0, 100_480, 1_290]);
    expect(countParameters(lectureNetwork(mnist))).toBe(101_770);
  });

  it('counts a convolution: 3 x 3 x 1 x 16 + 16 = 160, and four numbers a channel for batchNorm', () => {
    const spec = network(conv(3), { kind: 'batchNorm' }, { kind: 'flatten' }, softmax);
    expect(parameterCounts(spec).slice(0, 2)).toEqual([160, 64]);
  });

  it("gives Glorot's fans: 9 x 1 in and 9 x 16 out for a 3x3 kernel", () => {
    expect(weightInfos(network(conv(3)))[0]).toMatchObject({
      name: '0/kernel',
      fanIn: 9,
      fanOut: 144,
    });
  });
});

describe('checks', () => {
  it("has nothing against the lecture's network", () => {
    expect(networkProblems(lectureNetwork(mnist))).toEqual([]);
  });

  it('names the layer that cannot work, and why', () => {
    expect(codes(network(softmax))).toEqual([[0, 'needs-flatten']]);
    expect(codes(network({ kind: 'flatten' }, conv(3), softmax))).toEqual([[1, 'needs-image']]);
    expect(codes(network(pool, pool, pool, conv(5), { kind: 'flatten' }, softmax))).toEqual([
      [3, 'window-too-large'],
    ]);
    expect(codes(network({ kind: 'flatten' }, softmax, softmax))).toEqual([[1, 'softmax-inside']]);
    expect(codes(network({ kind: 'flatten' }))).toEqual([[0, 'last-layer']]);
  });

  it('refuses more parameters than an ordinary PC can train', () => {
    const wide: Layer = { kind: 'dense', units: 4096, activation: 'relu' };
    const spec = network({ kind: 'flatten' }, wide, wide, wide, wide, softmax);
    expect(countParameters(spec)).toBeGreaterThan(maxParameters);
    expect(codes(spec)).toEqual([[null, 'too-many-parameters']]);
  });
});

describe('presets', () => {
  it('fit the schemas, with 20 epochs for MNIST and 5 for Fashion-MNIST', () => {
    expect(v.parse(NetworkSpecSchema, lectureNetwork(mnist))).toEqual(lectureNetwork(mnist));
    for (const dataset of ['mnist', 'fashion-mnist']) {
      expect(v.parse(TrainSpecSchema, lectureTrainSpec(dataset))).toEqual(
        lectureTrainSpec(dataset),
      );
    }
    expect(lectureTrainSpec('mnist').epochs).toBe(20);
    expect(lectureTrainSpec('fashion-mnist').epochs).toBe(5);
  });
});
