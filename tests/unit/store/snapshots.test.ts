import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Snapshots } from '../../../main/engine/store/snapshots.ts';
import { decodeTensors, encodeTensors } from '../../../main/engine/store/safetensors.ts';
import { tinyNetwork, weightsOf } from './fixtures.ts';

/** Of one snapshot of the tiny network: 23 float32 numbers. */
const bytesEach = 23 * 4;

let folder: string;
let place: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mebae-snapshots-'));
  place = path.join(folder, 'snapshots');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function withEpochs(last: number, budget?: number): Promise<Snapshots> {
  const snapshots = await Snapshots.open(place, 0, budget);
  for (let epoch = 1; epoch <= last; epoch += 1) {
    await snapshots.save(epoch, tinyNetwork, weightsOf(tinyNetwork, epoch));
  }
  return snapshots;
}
const file = (epoch: number) => path.join(place, `epoch-000${epoch}.safetensors`);

describe('Snapshots', () => {
  it('give each epoch’s weights back to the bit, at the next start too', async () => {
    const kept = await withEpochs(3);
    expect(kept.epochs).toEqual([1, 2, 3]);
    const opened = await Snapshots.open(place, 3);
    expect(opened.epochs).toEqual([1, 2, 3]);
    for (const epoch of [1, 2, 3]) {
      const expected = weightsOf(tinyNetwork, epoch);
      expect(await kept.read(epoch, tinyNetwork)).toEqual(expected);
      expect(await opened.read(epoch, tinyNetwork)).toEqual(expected);
    }
  });

  it('make no folder before the first', async () => {
    await withEpochs(0);
    expect(await readdir(folder)).toEqual([]);
  });

  it('are thinned out to the budget, on the disk as well', async () => {
    const { epochs } = await withEpochs(9, 4 * bytesEach + bytesEach / 2);
    expect(epochs).toHaveLength(4);
    expect([epochs[0], epochs.at(-1)]).toEqual([1, 9]);
    expect((await readdir(place)).sort()).toEqual(
      epochs.map((epoch) => path.basename(file(epoch))),
    );
  });

  it('are not kept of a network that only one would fit of', async () => {
    const { epochs } = await withEpochs(3, 2 * bytesEach - 1);
    expect(epochs).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('are replaced where an epoch is trained anew', async () => {
    const snapshots = await withEpochs(2);
    await snapshots.save(2, tinyNetwork, weightsOf(tinyNetwork, 77));
    expect(snapshots.epochs).toEqual([1, 2]);
    expect(await snapshots.read(2, tinyNetwork)).toEqual(weightsOf(tinyNetwork, 77));
  });

  it('are cut back with what a killed process left; other files stay', async () => {
    await withEpochs(3);
    await writeFile(`${file(3)}.0a0b0c0d.tmp`, 'half');
    await writeFile(path.join(place, 'notes.txt'), 'mine');
    const snapshots = await Snapshots.open(place, 2);
    expect(snapshots.epochs).toEqual([1, 2]);
    await snapshots.cut(1);
    expect(snapshots.epochs).toEqual([1]);
    expect((await readdir(place)).sort()).toEqual(['epoch-0001.safetensors', 'notes.txt']);
  });

  it('that can’t be written are told, and the others stay', async () => {
    await writeFile(place, 'a file where the folder should be');
    const snapshots = await Snapshots.open(place, 0);
    const saving = snapshots.save(1, tinyNetwork, weightsOf(tinyNetwork));
    await expect(saving).rejects.toMatchObject({ code: 'write-failed' });
    expect(snapshots.epochs).toEqual([]);
  });
});

describe('a damaged snapshot', () => {
  const expectDamaged = async (snapshots: Snapshots) => {
    await expect(snapshots.read(2, tinyNetwork)).rejects.toMatchObject({
      code: 'run-damaged',
      values: { epoch: 2 },
    });
    expect(await snapshots.read(1, tinyNetwork)).toEqual(weightsOf(tinyNetwork, 1));
  };

  it('is told with its epoch, and the others are none the worse', async () => {
    const snapshots = await withEpochs(2);
    const bytes = new Uint8Array(await readFile(file(2)));
    await writeFile(file(2), bytes.slice(0, -1));
    await expectDamaged(snapshots);
    await writeFile(file(2), new Uint8Array());
    await expectDamaged(snapshots);
    await writeFile(file(2), new Uint8Array(1_000_000));
    await expectDamaged(snapshots);
    await rm(file(2));
    await expectDamaged(snapshots);
    await mkdir(file(2));
    await expectDamaged(snapshots);
  });

  it('of another epoch, network or format, or with NaN, is refused', async () => {
    const snapshots = await withEpochs(2);
    const { metadata, tensors } = decodeTensors(new Uint8Array(await readFile(file(2))));
    const nan = tensors.map((tensor) => ({
      ...tensor,
      values: tensor.values.map(() => Number.NaN),
    }));
    const others = [
      { metadata: { ...metadata, epoch: '1' }, tensors },
      { metadata: { ...metadata, format: 'mebae-run' }, tensors },
      { metadata: { ...metadata, version: '2' }, tensors },
      { metadata, tensors: tensors.slice(1) },
      { metadata, tensors: nan },
      {
        metadata,
        tensors: tensors.map((tensor) => ({ ...tensor, name: `weights/${tensor.name}` })),
      },
    ];
    for (const other of others) {
      await writeFile(file(2), encodeTensors(other));
      await expectDamaged(snapshots);
    }
    await writeFile(file(2), encodeTensors({ metadata, tensors }));
    expect(await snapshots.read(2, tinyNetwork)).toEqual(weightsOf(tinyNetwork, 2));
  });

  it('with any bytes changed is read or refused, and nothing else', async () => {
    const snapshots = await withEpochs(2);
    const bytes = new Uint8Array(await readFile(file(2)));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        async (changes) => {
          const changed = bytes.slice();
          for (const [at, value] of changes) changed[at] = value;
          await writeFile(file(2), changed);
          const read = await snapshots.read(2, tinyNetwork).then(
            (weights) => weights.length,
            (error: unknown) => (error as { code?: unknown }).code,
          );
          expect([4, 'run-damaged']).toContain(read);
        },
      ),
      { numRuns: 150 },
    );
  });
});
