import { copyFileSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { datasetInfo, loadDataset } from '../../../main/engine/data/datasets.ts';
import { builtInDatasets } from '../../../preload/contract.ts';
import { assets, folderOf, idx, refusal } from './files.ts';

function countsByClass(labels: Uint8Array): number[] {
  const counts = new Array<number>(10).fill(0);
  for (const label of labels) counts[label]!++;
  return counts;
}

describe('the datasets of the application', () => {
  it('MNIST is whole', async () => {
    const { training, validation } = await loadDataset('mnist', assets);
    expect([training.count, validation.count]).toEqual([60_000, 10_000]);
    expect(training.images.length).toBe(60_000 * 784);
    expect(validation.images.length).toBe(10_000 * 784);
    // LeCun's page and every textbook: 5,923 zeros, 6,742 ones, …
    expect(countsByClass(training.labels)).toEqual([
      5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949,
    ]);
    expect(countsByClass(validation.labels)).toEqual([
      980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009,
    ]);
    expect([...training.labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9]);
    expect([...validation.labels.subarray(0, 4)]).toEqual([7, 2, 1, 0]);
  });

  it('Fashion-MNIST is whole', async () => {
    const { training, validation } = await loadDataset('fashion-mnist', assets);
    expect([training.count, validation.count]).toEqual([60_000, 10_000]);
    expect(countsByClass(training.labels)).toEqual(new Array(10).fill(6000));
    expect(countsByClass(validation.labels)).toEqual(new Array(10).fill(1000));
  });

  it.each(builtInDatasets)('the card of %s says what is there', async (id) => {
    const card = datasetInfo(id);
    const { info, training, validation } = await loadDataset(id, assets);
    expect(info).toEqual(card);
    expect([training.count, validation.count]).toEqual([card.training, card.validation]);
    expect(card.labels.en).toHaveLength(card.classes);
    expect(card.labels.ja).toHaveLength(card.classes);
    const folder = join(assets, 'datasets', id);
    const files = readdirSync(folder).filter((name) => name.endsWith('.gz'));
    expect(card.bytes).toBe(
      files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0),
    );
  });

  it('measures how they look', async () => {
    const { look: digits } = await loadDataset('mnist', assets);
    expect(digits).toMatchObject({ plain: true, background: 0, bright: false, centredBy: 'mass' });
    expect(digits.longest.typical).toBe(20);
    expect(digits.mass.x.typical).toBeCloseTo(14.5, 1);
    expect(digits.mass.y.typical).toBeCloseTo(14.5, 1);
    const { look: clothes } = await loadDataset('fashion-mnist', assets);
    expect(clothes).toMatchObject({ plain: true, background: 0, bright: false, centredBy: 'box' });
    expect(clothes.longest.typical).toBe(28);
    expect(clothes.box.y.typical).toBe(14);
  });

  it('are not taken damaged or with a file missing', async () => {
    const folder = folderOf({});
    const from = join(assets, 'datasets');
    mkdirSync(join(folder, 'datasets', 'mnist'), { recursive: true });
    copyFileSync(join(from, 'SHA256SUMS'), join(folder, 'datasets', 'SHA256SUMS'));
    for (const name of readdirSync(join(from, 'mnist'))) {
      copyFileSync(join(from, 'mnist', name), join(folder, 'datasets', 'mnist', name));
    }
    const labels = join(folder, 'datasets', 'mnist', 't10k-labels-idx1-ubyte.gz');
    // Another file of the right form: only the sum tells.
    const plain = gunzipSync(readFileSync(labels));
    plain[8] = 3;
    writeFileSync(labels, gzipSync(plain));
    expect(await refusal(loadDataset('mnist', folder))).toBe('dataset-damaged checksum');
    expect(await refusal(loadDataset('fashion-mnist', folder))).toBe('dataset-damaged');
  });
});

describe('a folder of IDX files', () => {
  const pictures = (count: number, height = 3, width = 5) =>
    idx([count, height, width], new Uint8Array(count * height * width).fill(9));
  const files = (changes: Record<string, Uint8Array> = {}) => ({
    'train-images-idx3-ubyte': pictures(4),
    'train-labels-idx1-ubyte': idx([4], [0, 1, 2, 1]),
    't10k-images-idx3-ubyte': pictures(2),
    't10k-labels-idx1-ubyte': idx([2], [2, 0]),
    ...changes,
  });
  const load = (changes?: Record<string, Uint8Array>) =>
    loadDataset(folderOf(files(changes)), assets);

  it('has any size, and as many classes as its labels', async () => {
    const { info, training } = await load();
    expect(info).toMatchObject({ height: 3, width: 5, channels: 1, classes: 3, training: 4 });
    expect(info.labels.ja).toEqual(['0', '1', '2']);
    expect([...training.labels]).toEqual([0, 1, 2, 1]);
  });

  it('may be packed, and in colour', async () => {
    const colour = (count: number) => gzipSync(idx([count, 2, 2, 3], new Uint8Array(count * 12)));
    const { info } = await loadDataset(
      folderOf({
        'train-images-idx4-ubyte.gz': colour(1),
        'train-labels.idx1-ubyte': idx([1], [1]),
        't10k-images.idx4-ubyte.gz': colour(1),
        't10k-labels-idx1-ubyte.gz': gzipSync(idx([1], [0])),
      }),
      assets,
    );
    expect(info).toMatchObject({ height: 2, width: 2, channels: 3, classes: 2 });
  });

  it('has a fingerprint of its data, packed or not', async () => {
    const plain = await load();
    const packed = await loadDataset(
      folderOf(
        Object.fromEntries(
          Object.entries(files()).map(([name, bytes]) => [`${name}.gz`, gzipSync(bytes)]),
        ),
      ),
      assets,
    );
    expect(packed.fingerprint).toBe(plain.fingerprint);
    expect(plain.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    const other = await load({ 't10k-labels-idx1-ubyte': idx([2], [2, 1]) });
    expect(other.fingerprint).not.toBe(plain.fingerprint);
  });

  it.each([
    ['counts-disagree', { 'train-labels-idx1-ubyte': idx([3], [0, 1, 2]) }],
    ['shapes-disagree', { 't10k-images-idx3-ubyte': pictures(2, 5, 3) }],
    ['label-beyond-classes', { 't10k-labels-idx1-ubyte': idx([2], [3, 0]) }],
    ['dimensions', { 'train-images-idx3-ubyte': pictures(4, 513, 1) }],
    ['dimensions', { 'train-images-idx3-ubyte': idx([4, 1, 1, 2], new Uint8Array(8)) }],
    ['truncated', { 'train-images-idx3-ubyte': pictures(4).subarray(0, -1) }],
  ])('is refused for %s', async (problem, changes) => {
    expect(await refusal(load(changes))).toBe(`dataset-damaged ${problem}`);
  });

  it('must be there, with all four files', async () => {
    expect(await refusal(loadDataset('/no/such/folder', assets))).toBe('dataset-unknown');
    expect(await refusal(loadDataset(folderOf({}), assets))).toBe('dataset-unknown');
  });
});
