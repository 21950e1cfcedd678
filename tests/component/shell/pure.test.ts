import { describe, expect, it } from 'vitest';
import type { BatchPoint, NetworkSpec } from '../../../preload/contract.ts';
import { denseNetwork } from '../../../main/engine/network/presets.ts';
import { layersInWords } from '../../../renderer/shell/layers-in-words.ts';
import { shortcut } from '../../../renderer/shell/shortcuts.ts';
import { sparkline } from '../../../renderer/shell/sparkline.ts';

const points = (...losses: number[]): BatchPoint[] => losses.map((loss, at) => ({ at, loss }));

describe('sparkline', () => {
  it('draws nothing of one point, and nothing of losses that are no numbers', () => {
    expect(sparkline(points(0.5), 100, 10)).toBe('');
    expect(sparkline(points(NaN, Infinity, 0.5), 100, 10)).toBe('');
  });

  it('puts the highest loss at the top, the lowest at the bottom, factors at equal distances', () => {
    expect(sparkline(points(1, 0.1, 0.01), 100, 10)).toBe('M0.0 0.0L50.0 5.0L100.0 10.0');
  });

  it('has sixty columns at most, however long the training was', () => {
    const path = sparkline(points(...Array.from({ length: 5000 }, (_, k) => 1 / (k + 1))), 100, 10);
    expect(path.match(/L/g)).toHaveLength(59);
  });
});

describe('layersInWords', () => {
  const shape = { height: 28, width: 28, channels: 1, classes: 10 };

  it('names what comes in and the units of each layer, equal ones too', () => {
    const hidden = [64, 64].map((units) => ({ kind: 'dense', units, activation: 'relu' }) as const);
    expect(layersInWords(denseNetwork(shape, hidden))).toBe('784 – 64 – 64 – 10');
  });

  it('names the filters of convolutions', () => {
    const network: NetworkSpec = denseNetwork(shape, []);
    network.layers.unshift({
      kind: 'conv2d',
      filters: 8,
      kernel: 3,
      stride: 1,
      padding: 'same',
      activation: 'relu',
    });
    expect(layersInWords(network)).toBe('784 – 8 (3×3) – 10');
  });
});

describe('shortcut', () => {
  const press = (key: string, held: KeyboardEventInit = {}) =>
    shortcut(new KeyboardEvent('keydown', { key, ...held }));

  it('knows rooms, files, undo and redo, with Ctrl or Cmd', () => {
    expect(press('1', { ctrlKey: true })).toBe('go-images');
    expect(press('6', { metaKey: true })).toBe('go-try');
    expect(press('o', { ctrlKey: true })).toBe('open-files');
    expect(press('z', { metaKey: true })).toBe('undo');
    expect(press('Z', { metaKey: true, shiftKey: true })).toBe('redo');
    expect(press('y', { ctrlKey: true })).toBe('redo');
  });

  it('leaves other keys alone: bare ones, with Alt, with both, while an input method composes', () => {
    expect(press('1')).toBeNull();
    expect(press('7', { ctrlKey: true })).toBeNull();
    expect(press('1', { ctrlKey: true, altKey: true })).toBeNull();
    expect(press('1', { ctrlKey: true, metaKey: true })).toBeNull();
    expect(press('z', { ctrlKey: true, isComposing: true })).toBeNull();
  });
});
