import { describe, expect, it } from 'vitest';
import { networkProblems } from '../../../main/engine/network/checks.ts';
import { lectureNetwork } from '../../../main/engine/network/presets.ts';
import type { DatasetInfo } from '../../../preload/contract.ts';
import { columnsOf, connections } from '../../../renderer/screens/network/diagram.ts';
import {
  addableKinds,
  addLayer,
  isFree,
  moveLayer,
  removeLayer,
} from '../../../renderer/screens/network/edit.ts';
import { presetNames, presets } from '../../../renderer/screens/network/presets.ts';

const shape = { height: 28, width: 28, channels: 1, classes: 10 };
const lecture = lectureNetwork(shape);
const kinds = ({ layers }: typeof lecture) => layers.map(({ kind }) => kind);

describe('editing a network', () => {
  it('adds every kind where the network still works', () => {
    for (const kind of addableKinds) {
      const edited = addLayer(lecture, kind);
      expect(kinds(edited)).toContain(kind);
      expect(networkProblems(edited)).toEqual([]);
    }
  });

  it('puts what slides over a picture before Flatten, a dense layer before the last', () => {
    expect(kinds(addLayer(lecture, 'conv2d'))).toEqual(['conv2d', 'flatten', 'dense', 'dense']);
    expect(addLayer(lecture, 'dense').layers[2]).toMatchObject({ kind: 'dense', units: 64 });
  });

  it('moves and removes hidden layers, and leaves Flatten and the last layer alone', () => {
    const edited = addLayer(lecture, 'dropout');
    expect(kinds(moveLayer(edited, 2, 1))).toEqual(['flatten', 'dropout', 'dense', 'dense']);
    expect(moveLayer(edited, 2, 3)).toBe(edited);
    expect(kinds(removeLayer(edited, 1))).toEqual(['flatten', 'dropout', 'dense']);
    expect(edited.layers.map((_, index) => isFree(edited, index))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('ready networks', () => {
  it('all work', () => {
    for (const name of presetNames) {
      expect(networkProblems(presets[name](shape as DatasetInfo))).toEqual([]);
    }
  });
});

describe('the diagram', () => {
  const columns = columnsOf(lecture, 200, 400);

  it('has a column for the input and one for each layer, evenly apart', () => {
    expect(columns.map(({ x }) => x)).toEqual([100, 300, 500, 700]);
  });

  it('draws all ten output units, and of many only the first and the last, with a gap', () => {
    expect(columns[3]?.units).toHaveLength(10);
    expect(columns[3]?.gap).toBeNull();
    expect(columns[2]?.units).toHaveLength(12);
    expect(columns[2]?.gap).not.toBeNull();
    expect(columns[2]?.units.map(({ unit }) => unit)).toEqual([
      0, 1, 2, 3, 4, 5, 122, 123, 124, 125, 126, 127,
    ]);
  });

  it('draws the unit that is asked for, in the place of those left out', () => {
    const [, , hidden] = columnsOf(lecture, 200, 400, { wanted: { layer: 1, unit: 57 } });
    expect(hidden?.gap).toBeNull();
    expect(hidden?.units.map(({ unit }) => unit)).toEqual([
      0, 1, 2, 3, 4, 5, 57, 122, 123, 124, 125, 126, 127,
    ]);
  });

  it('draws no unit twice, of any ready network at any height', () => {
    for (const name of presetNames) {
      for (const height of [60, 150, 400, 900]) {
        const network = presets[name](shape as DatasetInfo);
        for (const { units, shape } of columnsOf(network, 150, height, { apart: true })) {
          const places = units.map(({ unit }) => unit);
          expect(new Set(places).size).toBe(places.length);
          expect(Math.max(...places)).toBeLessThan(shape.at(-1)!);
        }
      }
    }
  });

  it('keeps every unit within its box', () => {
    for (const { units } of columnsOf(lecture, 200, 90)) {
      for (const { y } of units) {
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(90);
      }
    }
  });

  it('connects every drawn unit with every one of the next layer', () => {
    expect(connections(columns[2]!.units, columns[3]!.units).match(/M/g)).toHaveLength(120);
  });
});
