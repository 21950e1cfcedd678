import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MebaeError, type RunRecord } from '../../../preload/contract.ts';
import { decodeRun, encodeRun, type SavedRun } from '../../../main/engine/store/run-file.ts';
import { decodeTensors, encodeTensors } from '../../../main/engine/store/safetensors.ts';
import type { NamedTensor } from '../../../main/engine/trainers/trainer.ts';
import { epochRecord, recordOf, savedRun, tinyNetwork, weightsOf } from './fixtures.ts';

const refusal = (bytes: Uint8Array) => {
  try {
    decodeRun(bytes);
  } catch (error) {
    if (error instanceof MebaeError) return error.code;
    throw error;
  }
  return null;
};

/** The file of a run after its metadata or tensors were tampered with. */
function tampered(
  change: (file: { metadata: Record<string, string>; tensors: NamedTensor[] }) => void,
  saved: SavedRun = savedRun(),
): Uint8Array {
  const file = decodeTensors(encodeRun(saved));
  change(file);
  return encodeTensors(file);
}

const withCard = (change: Record<string, unknown>) =>
  tampered(({ metadata }) => {
    const card = JSON.parse(metadata['card'] ?? '') as RunRecord;
    metadata['card'] = JSON.stringify({ ...card, ...change });
  });

describe('a run as one file', () => {
  it('is read back whole', () => {
    expect(decodeRun(encodeRun(savedRun()))).toEqual(savedRun());
  });

  it('keeps the weights that answer apart from those to go on from', () => {
    const saved = savedRun();
    saved.weights = weightsOf(tinyNetwork, 100);
    const read = decodeRun(encodeRun(saved));
    expect(read.weights).toEqual(saved.weights);
    expect(read.state?.weights).toEqual(saved.state?.weights);
  });

  it('may have weights of a first epoch that was stopped, and nothing to go on from', () => {
    const saved: SavedRun = {
      record: recordOf({ state: 'stopped', stoppedAt: 0.4 }),
      weights: weightsOf(tinyNetwork),
      state: null,
    };
    expect(decodeRun(encodeRun(saved))).toEqual(saved);
  });

  it('may have no weights at all', () => {
    const saved: SavedRun = { record: recordOf(), weights: null, state: null };
    expect(decodeRun(encodeRun(saved))).toEqual(saved);
  });

  it.each([
    ['a safetensors file of somebody else', tampered(({ metadata }) => delete metadata['format'])],
    ['weights of another shape', tampered(({ tensors }) => tensors[0]!.shape.reverse())],
    ['a weight missing', tampered(({ tensors }) => tensors.shift())],
    [
      'a tensor that belongs to nothing',
      tampered(({ tensors }) =>
        tensors.push({ name: 'virus', shape: [1], values: Float32Array.of(1) }),
      ),
    ],
    [
      'an optimizer’s variable of no weight',
      tampered(({ tensors }) =>
        tensors.push({ name: 'optimizer/9/kernel/m', shape: [1], values: Float32Array.of(1) }),
      ),
    ],
    [
      'an optimizer’s variable of another shape',
      tampered(({ tensors }) => tensors.at(-1)!.shape.unshift(1)),
    ],
    ['NaN', tampered(({ tensors }) => tensors[0]!.values.fill(Number.NaN))],
    ['infinite optimizer state', tampered(({ tensors }) => tensors.at(-1)!.values.fill(Infinity))],
    ['an epoch of another history', tampered(({ metadata }) => (metadata['epoch'] = '7'))],
    ['no whole step', tampered(({ metadata }) => (metadata['step'] = '1e3'))],
    ['no card', tampered(({ metadata }) => delete metadata['card'])],
    ['a card with a path for an id', withCard({ id: '../../../etc' })],
    ['a card with something more', withCard({ script: 'x' })],
    ['a date that is none', withCard({ createdAt: 'yesterday' })],
    ['a network that cannot be built', withCard({ network: { ...tinyNetwork, classes: 3 } })],
    ['parameters miscounted', withCard({ parameters: 24 })],
    ['labels for other classes', withCard({ labels: { en: ['a'], ja: ['a'] } })],
    ['history out of order', withCard({ history: [epochRecord(2), epochRecord(1)] })],
    ['weights of a later epoch', withCard({ weightsEpoch: 3 })],
  ])('is refused with %s', (_name, bytes) => {
    expect(refusal(bytes)).toBe('run-damaged');
  });

  it('is refused with infinite figures, which JSON can write as 1e999', () => {
    const bytes = tampered(({ metadata }) => {
      metadata['card'] = metadata['card']!.replace('"loss":0.5', '"loss":1e999');
    });
    expect(refusal(bytes)).toBe('run-damaged');
  });

  it('says when it is of a newer Mebae, whatever else it then holds', () => {
    expect(refusal(tampered(({ metadata }) => (metadata['version'] = '2')))).toBe('run-too-new');
    expect(refusal(withCard({ version: 2, more: true }))).toBe('run-too-new');
  });

  it('with any bytes changed is refused or read, and nothing else', () => {
    const bytes = encodeRun(savedRun());
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.nat(bytes.length),
        (changes, length) => {
          const changed = bytes.slice();
          for (const [at, value] of changes) changed[at] = value;
          expect([null, 'run-damaged', 'run-too-new']).toContain(refusal(changed));
          const cut = bytes.slice(0, length);
          expect(refusal(cut)).toBe(length === bytes.length ? null : 'run-damaged');
        },
      ),
      { numRuns: 500 },
    );
  });
});
