import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { denseNetwork } from '../../main/engine/network/presets.ts';
import type { NetworkSpec } from '../../preload/contract.ts';
import { Contestant, type Command } from './contestant.ts';
import { figures, table } from './figures.ts';
import { withPictures } from './pictures.ts';
import { plot } from './plot.ts';

const pictures = { height: 28, width: 28, channels: 1, classes: 10 };
const hidden = (units: number, layers: number): NetworkSpec =>
  denseNetwork(
    pictures,
    Array.from({ length: layers }, () => ({ kind: 'dense', units, activation: 'relu' }) as const),
  );
const lecture = { units: 128, layers: 1, batchSize: 32, images: 60_000, threads: 2 };

/** One value is changed at a time, the others stay the lecture's. */
const sweeps = {
  units: [16, 32, 64, 128, 256, 512, 1024, 2048],
  layers: [1, 2, 3, 4, 5, 6],
  batchSize: [8, 16, 32, 64, 128, 256, 512, 1024],
  images: [1_000, 3_000, 10_000, 30_000, 60_000, 600_000],
  threads: [1, 2],
} satisfies Record<keyof typeof lecture, number[]>;

const trainer: Command = {
  name: 'native',
  command: process.execPath,
  args: ['--import', 'tsx', path.join(import.meta.dirname, 'contestants', 'native.ts')],
};

/** Some processes are twice as slow for as long as they live (docs/measured.md): the fastest one of several counts. */
const processes = 3;

async function secondsOf(point: typeof lecture): Promise<number> {
  const seconds: number[] = [];
  for (let number = 0; number < processes; number += 1) seconds.push(await secondsOfOne(point));
  return figures(seconds).min;
}

async function secondsOfOne(point: typeof lecture): Promise<number> {
  return withPictures('fashion-mnist', point.images, async (files) => {
    const contestant = await Contestant.start(trainer, {
      network: hidden(point.units, point.layers),
      batchSize: point.batchSize,
      threads: point.threads,
      ...files,
    });
    if (!contestant) throw new Error('the native engine could not start');
    for (let turn = -1; turn < 3; turn += 1) await contestant.epoch({ warmUp: turn < 0 });
    await contestant.end();
    return figures(contestant.seconds).median;
  });
}

/** Seconds an epoch takes against each of the five; a table and a plot for each in `folder`. */
export async function scaling(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, values] of Object.entries(sweeps) as [keyof typeof lecture, number[]][]) {
    const seconds: number[] = [];
    for (const value of values) seconds.push(await secondsOf({ ...lecture, [name]: value }));
    console.log(`\n### Seconds an epoch against ${name}\n`);
    console.log(
      table(
        [name, 'median s', 'times the one before'],
        values.map((value, index) => [
          String(value),
          seconds[index]!,
          index === 0 ? '' : seconds[index]! / seconds[index - 1]!,
        ]),
      ),
    );
    await writeFile(
      path.join(folder, `${name}.svg`),
      plot({ x: values, y: seconds, xLabel: name, yLabel: 'seconds an epoch' }),
    );
  }
}
