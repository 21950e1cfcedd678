import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunFolder, runFiles } from '../../../main/engine/store/run-folder.ts';
import { epochRecord, recordOf, savedRun, tinyNetwork, weightsOf } from './fixtures.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mebae-folder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Every file's contents, by name. */
async function filesIn(place: string): Promise<Record<string, string>> {
  const names = (await readdir(place)).sort();
  const read = async (name: string) => [name, await readFile(path.join(place, name), 'base64')];
  return Object.fromEntries(await Promise.all(names.map(read))) as Record<string, string>;
}

describe('RunFolder', () => {
  it('keeps the card and the checkpoint, and no temporary files', async () => {
    const { record, weights, state } = savedRun();
    const run = await RunFolder.create(folder, record);
    await run.saveCheckpoint(weights, state);
    expect((await readdir(folder)).sort()).toEqual([runFiles.checkpoint, runFiles.card].sort());
    const opened = await RunFolder.open(folder);
    expect(opened.record).toEqual(record);
    expect(await opened.readCheckpoint()).toEqual(savedRun());
  });

  it('is read without a change, since another process may be training it', async () => {
    const { record, weights, state } = savedRun();
    const run = await RunFolder.create(folder, recordOf({ state: 'running' }));
    expect(await RunFolder.read(folder)).toMatchObject({ weights: null, state: null });
    run.amend({ history: record.history, weightsEpoch: 2 });
    await run.saveCheckpoint(weights, state);
    await writeFile(path.join(folder, `${runFiles.checkpoint}.0a0b0c0d.tmp`), 'being written');
    const before = await filesIn(folder);

    const read = await RunFolder.read(folder);
    expect(read.record).toMatchObject({ state: 'running', weightsEpoch: 2 });
    expect(read).toMatchObject({ weights, state });
    expect(await filesIn(folder)).toEqual(before);
    await expect(RunFolder.read(path.join(folder, 'none'))).rejects.toMatchObject({
      code: 'run-unknown',
    });
  });

  it('does not overwrite a run', async () => {
    await RunFolder.create(folder, recordOf());
    await expect(RunFolder.create(folder, recordOf())).rejects.toMatchObject({
      code: 'write-failed',
    });
  });

  it('takes the history of the checkpoint where the process was killed before the card', async () => {
    const { weights, state } = savedRun();
    const run = await RunFolder.create(folder, recordOf({ state: 'running' }));
    run.amend({ history: [epochRecord(1), epochRecord(2)], weightsEpoch: 2 });
    await run.saveCheckpoint(weights, state);
    await writeFile(path.join(folder, `${runFiles.checkpoint}.0a0b0c0d.tmp`), 'half');

    const opened = await RunFolder.open(folder);
    expect(opened.record).toMatchObject({ state: 'interrupted', weightsEpoch: 2 });
    expect(opened.record.history).toHaveLength(2);
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    // On the disk, too: the next start finds nothing to mend.
    expect(JSON.parse(await readFile(path.join(folder, runFiles.card), 'utf8'))).toEqual(
      opened.record,
    );
  });

  it('is there though what a killed process left cannot be removed', async () => {
    const { weights, state } = savedRun();
    const run = await RunFolder.create(folder, recordOf({ state: 'running' }));
    run.amend({ history: [epochRecord(1), epochRecord(2)], weightsEpoch: 2 });
    await run.saveCheckpoint(weights, state);
    // Not even root removes a folder as a file.
    await mkdir(path.join(folder, `${runFiles.card}.0a0b0c0d.tmp`));

    const opened = await RunFolder.open(folder);
    expect(opened.record).toMatchObject({ state: 'interrupted', weightsEpoch: 2 });
    expect(opened.record.history).toHaveLength(2);
    expect((await opened.readCheckpoint()).weights).toEqual(weights);
  });

  it('is made again with all it had where somebody removes it while it trains', async () => {
    const { record, weights, state } = savedRun();
    const run = await RunFolder.create(folder, recordOf({ state: 'running' }));
    await rm(folder, { recursive: true });
    run.amend({ history: record.history, weightsEpoch: 2 });
    await run.saveCheckpoint(weights, state);
    const opened = await RunFolder.open(folder);
    expect(opened.record).toMatchObject({ state: 'interrupted', weightsEpoch: 2 });
    expect(await opened.readWeights()).toEqual(weights);
  });

  it('leaves no folder behind where its card cannot be written', async () => {
    const place = path.join(folder, 'new');
    const circular = { ...recordOf() } as Record<string, unknown>;
    circular['labels'] = circular;
    await expect(RunFolder.create(place, circular as never)).rejects.toThrow();
    expect(await readdir(folder)).toEqual([]);
  });

  // There are no named pipes among Windows' files.
  it.skipIf(process.platform === 'win32')('does not wait for a pipe to end', async () => {
    execFileSync('mkfifo', [path.join(folder, runFiles.card)]);
    await expect(RunFolder.open(folder)).rejects.toMatchObject({ code: 'run-damaged' });
  });

  it('calls a run finished where only the last card is missing', async () => {
    const { weights, state } = savedRun();
    const train = { ...recordOf().train, epochs: 2 };
    const run = await RunFolder.create(folder, recordOf({ state: 'running', train }));
    run.amend({ history: [epochRecord(1), epochRecord(2)], weightsEpoch: 2 });
    await run.saveCheckpoint(weights, state);
    expect((await RunFolder.open(folder)).record.state).toBe('finished');
  });

  it('goes back to the start where no epoch was finished', async () => {
    await RunFolder.create(folder, recordOf({ state: 'paused' }));
    const opened = await RunFolder.open(folder);
    expect(opened.record).toMatchObject({ state: 'interrupted', history: [], weightsEpoch: 0 });
    await expect(opened.readWeights()).rejects.toMatchObject({ code: 'no-weights-yet' });
  });

  it('keeps the snapshots that a killed process wrote, up to its checkpoint', async () => {
    const { weights, state } = savedRun();
    const run = await RunFolder.create(folder, recordOf({ state: 'running' }));
    run.amend({ history: [epochRecord(1), epochRecord(2)], weightsEpoch: 2 });
    for (const epoch of [1, 2]) await run.saveSnapshot(epoch, weightsOf(tinyNetwork, epoch));
    await run.saveCheckpoint(weights, state);
    // Killed between the third epoch's snapshot and its checkpoint.
    await run.saveSnapshot(3, weightsOf(tinyNetwork, 3));
    expect(run.record.snapshots).toEqual([1, 2, 3]);

    const opened = await RunFolder.open(folder);
    expect(opened.record.snapshots).toEqual([1, 2]);
    expect(await opened.readSnapshot(2)).toEqual(weightsOf(tinyNetwork, 2));
    expect(await readdir(path.join(folder, 'snapshots'))).toHaveLength(2);
  });

  it('tells of the snapshots that are there, whatever a card says', async () => {
    const run = await RunFolder.create(folder, recordOf({ snapshots: [1, 2, 3] }));
    expect('snapshots' in run.record).toBe(false);
    await run.update({ history: [epochRecord(1)], weightsEpoch: 1 });
    await run.saveSnapshot(1, weightsOf(tinyNetwork));
    await run.update({ name: 'Renamed' });
    const card = path.join(folder, runFiles.card);
    expect(await readFile(card, 'utf8')).not.toContain('snapshots');
    expect((await RunFolder.open(folder)).record).toMatchObject({
      name: 'Renamed',
      snapshots: [1],
    });
    const forged = { ...recordOf(), snapshots: [1, 2, 3] };
    await writeFile(card, JSON.stringify(forged));
    await expect(RunFolder.open(folder)).rejects.toMatchObject({ code: 'run-damaged' });
  });

  it('writes what was asked last, however quickly it was asked', async () => {
    const run = await RunFolder.create(folder, recordOf());
    await Promise.all(Array.from({ length: 20 }, (_, index) => run.update({ name: `${index}` })));
    expect((await RunFolder.open(folder)).record.name).toBe('19');
  });

  it('takes an optional part away', async () => {
    const run = await RunFolder.create(folder, recordOf({ stoppedAt: 0.5 }));
    await run.update({ stoppedAt: undefined });
    expect('stoppedAt' in (await RunFolder.open(folder)).record).toBe(false);
  });

  it('tells a damaged card, a newer one and none apart', async () => {
    await expect(RunFolder.open(folder)).rejects.toMatchObject({ code: 'run-unknown' });
    const card = path.join(folder, runFiles.card);
    await writeFile(card, '{"version": 1');
    await expect(RunFolder.open(folder)).rejects.toMatchObject({ code: 'run-damaged' });
    await writeFile(card, '{"version": 99}');
    await expect(RunFolder.open(folder)).rejects.toMatchObject({ code: 'run-too-new' });
  });
});
