import { describe, expect, it } from 'vitest';
import { networkOf, parseLayers } from '../../../main/engine/cli/layers.ts';
import { networkProblems } from '../../../main/engine/network/checks.ts';

const shape = { height: 28, width: 28, channels: 1, classes: 10 };

describe('parseLayers', () => {
  it('reads the form of the design', () => {
    expect(parseLayers('dense:128:relu,dense:64:tanh')).toEqual([
      { kind: 'dense', units: 128, activation: 'relu' },
      { kind: 'dense', units: 64, activation: 'tanh' },
    ]);
  });

  it('reads every kind, with spaces and in any case', () => {
    const text = 'Conv2D:16:3, maxpool:2, batchNorm, dropout:0.25, averagePool:2, flatten, dense:9';
    expect(parseLayers(text)).toEqual([
      { kind: 'conv2d', filters: 16, kernel: 3, stride: 1, padding: 'same', activation: 'relu' },
      { kind: 'maxPool', size: 2, stride: 2, padding: 'valid' },
      { kind: 'batchNorm' },
      { kind: 'dropout', rate: 0.25 },
      { kind: 'averagePool', size: 2, stride: 2, padding: 'valid' },
      { kind: 'flatten' },
      { kind: 'dense', units: 9, activation: 'relu' },
    ]);
  });

  it('reads no layers from nothing', () => {
    expect(parseLayers('')).toEqual([]);
  });

  it.each([
    ['desne:128', 'did you mean dense:UNITS[:ACTIVATION]?'],
    ['dense', 'is not dense:UNITS[:ACTIVATION] with UNITS 1 to 4096'],
    ['dense:0', 'UNITS 1 to 4096'],
    ['dense:1.5', 'UNITS 1 to 4096'],
    ['dense:128:rellu', 'ACTIVATION one of relu'],
    ['dense:128:relu:2', 'is not dense:UNITS[:ACTIVATION]'],
    ['dropout:2', 'with RATE 0 to 0.95'],
    ['dropout:', 'with RATE 0 to 0.95'],
    ['dense:128:relu,', 'no kind of layer is called ""'],
    ['batchNorm:3', 'is not batchNorm without values'],
  ])('says what is wrong with %j', (text, message) => {
    expect(() => parseLayers(text)).toThrow(message);
  });
});

describe('networkOf', () => {
  it('adds Flatten before and the softmax layer after', () => {
    expect(networkOf(parseLayers('dense:32'), shape).layers).toEqual([
      { kind: 'flatten' },
      { kind: 'dense', units: 32, activation: 'relu' },
      { kind: 'dense', units: 10, activation: 'softmax' },
    ]);
  });

  it.each(['', 'dense:32', 'conv2d:4:3,maxPool:2', 'conv2d:4:3,flatten,dense:8', 'dropout:0.2'])(
    'makes networks that can be trained: %j',
    (text) => {
      expect(networkProblems(networkOf(parseLayers(text), shape))).toEqual([]);
    },
  );

  it('refuses more layers than a network may have', () => {
    const text = Array.from({ length: 31 }, () => 'dense:2').join(',');
    expect(() => networkOf(parseLayers(text), shape)).toThrow('at most 32 layers');
  });
});
