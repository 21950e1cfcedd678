import { describe, expect, it } from 'vitest';
import { confusionMatrix } from '../../../main/engine/results/confusion-matrix.ts';
import { lectureNetwork } from '../../../main/engine/network/presets.ts';
import type { NetworkSpec } from '../../../preload/contract.ts';
import { layerNumber } from '../../../renderer/parts/layer-number.ts';
import { mostConfused } from '../../../renderer/screens/results/compare/confused.ts';
import { hiddenActivations } from '../../../renderer/screens/results/inside/layers.ts';

describe('the most confused classes', () => {
  it('are counted in both directions together', () => {
    const actual = [0, 0, 1, 1, 2, 2, 2];
    const predicted = [1, 0, 0, 1, 0, 0, 2];
    expect(mostConfused(confusionMatrix(actual, predicted, 3))).toEqual({
      classes: [0, 1],
      count: 2,
    });
    expect(mostConfused(confusionMatrix([...actual, 0], [...predicted, 2], 3))).toEqual({
      classes: [0, 2],
      count: 3,
    });
  });

  it('do not exist without a mistake', () => {
    expect(mostConfused(confusionMatrix([0, 1], [0, 1], 2))).toBeNull();
  });
});

describe('activations of the hidden layers', () => {
  const shape = { height: 28, width: 28, channels: 1, classes: 10 };

  it('leave out what only hands on its input, and the last layer', () => {
    const network = lectureNetwork(shape);
    const activations = [784, 128, 10].map((units, layer) => ({
      name: String(layer),
      shape: [units],
      values: Float32Array.from({ length: units }, (_, unit) => unit),
    }));
    const [hidden, ...more] = hiddenActivations(network, activations);
    expect(more).toEqual([]);
    expect(hidden).toMatchObject({ layer: 1, count: 128 });
    expect(hidden?.maps[0]).toMatchObject({ width: 32, height: 4 });
    expect(hidden?.maps[0]?.values[127]).toBe(127);
    expect([0, 1, 2].map((index) => layerNumber(network, index))).toEqual([0, 1, 2]);
  });

  it('are one map a filter behind a convolution', () => {
    const conv = {
      kind: 'conv2d',
      filters: 3,
      kernel: 3,
      stride: 1,
      padding: 'same',
      activation: 'relu',
    } as const;
    const network: NetworkSpec = { ...lectureNetwork(shape), layers: [conv, conv] };
    const values = Float32Array.from({ length: 2 * 2 * 3 }, (_, index) => index);
    const [layer] = hiddenActivations(network, [{ name: '0', shape: [2, 2, 3], values }]);
    expect(layer?.maps.map((map) => [...map.values])).toEqual([
      [0, 3, 6, 9],
      [1, 4, 7, 10],
      [2, 5, 8, 11],
    ]);
  });

  it('fill up the last line of a strip with nothing', () => {
    const network = lectureNetwork(shape);
    const values = new Float32Array(40).fill(1);
    const [layer] = hiddenActivations(network, [
      { name: '0', shape: [784], values: new Float32Array(784) },
      { name: '1', shape: [40], values },
    ]);
    expect(layer?.maps[0]).toMatchObject({ width: 32, height: 2 });
    expect(layer?.maps[0]?.values[40]).toBeNaN();
  });
});
