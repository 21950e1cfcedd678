import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDataset } from '../../../main/engine/data/datasets.ts';
import { decodeRun } from '../../../main/engine/store/run-file.ts';
import { checkout, mebae, Program } from './program.ts';

let folder: string;
const place = (...names: string[]) => path.join(folder, ...names);
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mebae-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const small = ['train', '--dataset', 'mnist', '--limit', '3000', '--layers', 'dense:32', '--json'];

/** What must be equal in a repeated run: all but the clock. */
const figures = (program: Program) =>
  program.of('epoch').map(({ epoch, loss, accuracy, valLoss, valAccuracy }) => ({
    ...{ epoch, loss, accuracy, valLoss, valAccuracy },
  }));

const stateIn = async (out: string) =>
  decodeRun(await readFile(path.join(out, 'checkpoint.safetensors'))).state;

describe('mebae train', () => {
  it('writes the design’s JSON lines, and nothing else', async () => {
    const out = place('lines');
    const { code, program } = await mebae([...small, '--epochs', '2', '--out', out]);
    expect(code).toBe(0);
    expect(program.lines.map(({ type }) => type)).toEqual(['start', 'epoch', 'epoch', 'done']);
    const [start, first, , done] = program.lines;
    expect(start).toMatchObject({
      engine: expect.stringMatching(/^(native|portable)$/),
      network: { version: 1, classes: 10 },
      train: { dataset: 'mnist', epochs: 2, trainingLimit: 3000 },
      parameters: 784 * 32 + 32 + 320 + 10,
      trainSamples: 3000,
      validationSamples: 10_000,
    });
    expect(Object.keys(first!)).toEqual([
      ...['type', 'epoch', 'loss', 'accuracy', 'valLoss', 'valAccuracy'],
      ...['seconds', 'validationSeconds'],
    ]);
    expect(done).toMatchObject({ out, valAccuracy: program.of('epoch')[1]!['valAccuracy'] });

    const evaluation = await mebae(['evaluate', '--model', out, '--dataset', 'mnist', '--json']);
    expect(evaluation.code).toBe(0);
    const [result] = evaluation.program.lines;
    expect(result).toMatchObject({ type: 'evaluation', samples: 10_000 });
    expect(result!['accuracy']).toBeCloseTo(done!['valAccuracy'] as number, 3);
    expect(result!['loss']).toBeCloseTo(program.of('epoch')[1]!['valLoss'] as number, 3);
  });

  it('killed at any moment goes on to the bits of a run in one go', async () => {
    // Small batches: an epoch must take longer than the way of a line and a signal.
    const slow = [...small, '--epochs', '6', '--batch-size', '2'];
    const once = await mebae([...slow, '--out', place('once')]);
    expect(once.code).toBe(0);

    const out = place('killed');
    let program = new Program([...slow, '--out', out]);
    const told = new Map<unknown, unknown>();
    const note = () => figures(program).forEach((line) => told.set(line.epoch, line));
    for (const delay of [3, 17, 40]) {
      await program.line(({ type }) => type === 'epoch');
      await new Promise((resolve) => setTimeout(resolve, delay));
      program.kill('SIGKILL');
      await program.exit;
      note();
      program = new Program(['train', '--resume', out, '--json']);
    }
    expect(await program.exit).toEqual({ code: 0, signal: null });
    note();
    // An epoch whose checkpoint was written, but whose line was not, is told by nobody.
    const wanted = figures(once.program);
    for (const line of told.values()) expect(wanted).toContainEqual(line);
    expect(told.size).toBeGreaterThan(2);
    expect(await stateIn(out)).toEqual(await stateIn(place('once')));
    const card = JSON.parse(await readFile(path.join(out, 'run.json'), 'utf8')) as {
      state: string;
      history: unknown[];
    };
    expect(card).toMatchObject({ state: 'finished' });
    expect(card.history).toHaveLength(6);
  });

  it('saves what was trained on Ctrl-C, exits with 130, and goes on', async () => {
    const out = place('interrupted');
    const args = ['train', '--dataset', 'mnist', '--batch-size', '1', '--epochs', '3', '--json'];
    const program = new Program([...args, '--out', out]);
    await program.line(({ type }) => type === 'start');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const asked = performance.now();
    program.kill('SIGINT');
    expect(await program.exit).toEqual({ code: 130, signal: null });
    expect(performance.now() - asked).toBeLessThan(1500);
    expect(program.lines.at(-1)).toMatchObject({ type: 'interrupted', out });
    const classified = await mebae(['evaluate', '--model', out, '--dataset', 'mnist', '--json']);
    expect(classified.program.lines).toMatchObject([{ type: 'evaluation', samples: 10_000 }]);
    const card = JSON.parse(await readFile(path.join(out, 'run.json'), 'utf8')) as object;
    expect(card).toMatchObject({ state: 'stopped', stoppedAt: expect.any(Number) });
    const more = await mebae(['train', '--resume', out, '--epochs', '1', '--json']);
    expect(more.code).toBe(0);
    expect(more.program.of('epoch').map(({ epoch }) => epoch)).toEqual([1]);
    const nothing = await mebae(['train', '--resume', out, '--epochs', '1', '--json']);
    expect(nothing.code).toBe(0);
    expect(nothing.program.lines.map(({ type }) => type)).toEqual(['start', 'done']);
  });

  it('does not overwrite a run', async () => {
    const out = place('twice');
    const args = [...small, '--epochs', '1', '--out', out];
    expect((await mebae(args)).code).toBe(0);
    const before = await readFile(path.join(out, 'run.json'));
    const again = await mebae(args);
    expect(again.code).toBe(1);
    expect(again.program.lines).toMatchObject([{ type: 'error', code: 'write-failed' }]);
    expect(await readFile(path.join(out, 'run.json'))).toEqual(before);
  });

  it('trains without --out in a folder that it tells, in plain lines where no terminal is', async () => {
    const args = small.filter((argument) => argument !== '--json');
    const { code, stdout } = await mebae([...args, '--epochs', '1'], { cwd: folder });
    expect(code).toBe(0);
    const told = /The run is kept in (.*)/.exec(stdout)?.[1];
    expect(told).toContain(path.join('mebae-runs', 'mnist-'));
    expect(JSON.parse(await readFile(path.join(told!, 'run.json'), 'utf8'))).toBeTypeOf('object');
    expect(stdout).toMatch(/^Epoch 1\/1 {2}loss \d\.\d{4} {2}accuracy/m);
    // No cursor movements in a file.
    expect(stdout).not.toContain('\r');
    expect(stdout).not.toContain('\u001b');
  });

  it('takes a network from a file, and says where it is wrong', async () => {
    const file = place('network.json');
    const network = {
      version: 1,
      input: { height: 28, width: 28, channels: 1 },
      layers: [{ kind: 'flatten' }, { kind: 'dense', units: 10, activation: 'softmax' }],
      classes: 10,
    };
    await writeFile(file, JSON.stringify(network));
    const args = ['train', '--dataset', 'mnist', '--limit', '500', '--epochs', '1', '--json'];
    const good = await mebae([...args, '--network', file, '--out', place('from-file')]);
    expect(good.program.lines[0]).toMatchObject({ type: 'start', parameters: 7850 });
    await writeFile(file, JSON.stringify({ ...network, layers: [{ kind: 'dense', units: 'x' }] }));
    const bad = await mebae([...args, '--network', file, '--out', place('bad')]);
    expect(bad.code).toBe(2);
    expect(bad.program.lines[0]!['message']).toContain('layers.0');
  });
});

describe('mebae classify', () => {
  it('classifies what it can, and exits with 1 for what it can’t', async () => {
    const out = place('classifier');
    const args = ['train', '--dataset', 'mnist', '--limit', '10000', '--epochs', '3', '--json'];
    expect((await mebae([...args, '--out', out])).code).toBe(0);
    const { validation } = await loadDataset('mnist', path.join(checkout, 'assets'));
    const seven = place('seven.png');
    await sharp(validation.images.subarray(0, 784), { raw: { width: 28, height: 28, channels: 1 } })
      .png()
      .toFile(seven);
    const broken = place('broken.png');
    await writeFile(broken, 'no picture');
    const files = [broken, seven, place('missing.png'), folder];
    const { code, program } = await mebae([
      ...['classify', '--model', out, '--top', '2', '--json'],
      ...files,
    ]);
    expect(code).toBe(1);
    expect(program.lines).toMatchObject([
      { type: 'error', code: 'not-an-image', file: broken },
      { type: 'prediction', file: seven, classes: [{ index: 7, label: '7' }, {}] },
      { type: 'error', code: 'unreadable-image', file: place('missing.png') },
      { type: 'error', code: 'is-a-directory', file: folder },
    ]);
    const prediction = program.of('prediction')[0]!['classes'] as { probability: number }[];
    expect(prediction).toHaveLength(2);
    expect(prediction[0]!.probability).toBeGreaterThan(0.5);
    const one = await mebae(['classify', '--model', out, seven], {
      env: { LC_ALL: 'ja_JP.UTF-8' },
    });
    expect(one.code).toBe(0);
    expect(one.stdout).toMatch(/seven\.png: 7 \d+\.\d\d %/);
  });
});

describe('mebae', () => {
  it('tells the engine, and why it is not native', async () => {
    const { code, program } = await mebae(['info', '--engine', 'portable', '--json']);
    expect(code).toBe(0);
    expect(program.lines).toMatchObject([
      { type: 'info', engine: 'portable', threads: 1, whyNotNative: { code: 'forced' } },
    ]);
  });

  it('exits with 2 for wrong usage', async () => {
    const { code, stdout, stderr } = await mebae(['train', '--dataset', 'mnist', '--epoch', '2']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('did you mean --epochs?');
  });

  it('exits with 1 for a dataset that is not there', async () => {
    const { code, program } = await mebae(['train', '--dataset', 'nowhere', '--json']);
    expect(code).toBe(1);
    expect(program.lines).toMatchObject([{ type: 'error', code: 'dataset-unknown' }]);
  });
});
