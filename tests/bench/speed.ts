import path from 'node:path';
import { Contestant, type Command } from './contestant.ts';
import { networks } from './contestants/protocol.ts';
import { figures, ratios, table } from './figures.ts';
import type { Peers } from './peers.ts';
import type { PictureFiles } from './pictures.ts';

const contestants = path.join(import.meta.dirname, 'contestants');
const script = (name: string, file: string): Command => ({
  name,
  command: process.execPath,
  args: ['--import', 'tsx', path.join(contestants, file)],
});

const own = {
  native: script('Mebae, native', 'native.ts'),
  portable: script('Mebae, portable', 'portable.ts'),
  fit: script("tfjs-node's model.fit", 'model-fit.ts'),
};

interface Race {
  network: keyof typeof networks;
  batchSize: number;
  entrants: Command[];
}

function races(peers: Peers | null): Race[] {
  const python = (...names: Parameters<Peers['command']>[0][]) =>
    peers ? names.map((name) => peers.command(name)) : [];
  const dense = [own.native, own.fit, own.portable, ...python('keras3', 'keras', 'pytorch', 'jax')];
  return [
    { network: 'dense', batchSize: 32, entrants: dense },
    { network: 'dense', batchSize: 128, entrants: dense },
    {
      network: 'convolutional',
      batchSize: 128,
      entrants: [own.native, own.fit, ...python('keras3', 'keras', 'pytorch')],
    },
  ];
}

/**
 * Seconds an epoch of 60,000 pictures, all contestants taking turns: one epoch to warm up, then
 * `epochs` that count. Prints a table for each network and batch size; ratios are turn by turn.
 */
export async function raceAll(
  files: PictureFiles,
  epochs: number,
  peers: Peers | null,
  threads: number | null,
): Promise<void> {
  for (const { network, batchSize, entrants } of races(peers)) {
    const running: Contestant[] = [];
    for (const entrant of entrants) {
      const contestant = await Contestant.start(entrant, { network, batchSize, threads, ...files });
      if (contestant) running.push(contestant);
      // The ratios are to its times: without it the table would compare the others with each other.
      else if (entrant === own.native) throw new Error('the native engine could not start');
    }
    for (let turn = -1; turn < epochs; turn += 1) {
      for (const contestant of running) await contestant.epoch({ warmUp: turn < 0 });
    }
    for (const contestant of running) await contestant.end();
    report(network, batchSize, files.count, running);
  }
}

function report(
  network: keyof typeof networks,
  batchSize: number,
  count: number,
  contestants: Contestant[],
): void {
  const ours = contestants[0]!.seconds;
  console.log(`\n### ${networks[network]}; batch size ${batchSize}; ${count} pictures\n`);
  console.log(
    table(
      ['trainer', 'min s', 'median s', 'max s', 'times as long as Mebae', 'min', 'max'],
      contestants.map(({ name, seconds }) => {
        const { min, median, max } = figures(seconds);
        const ratio = ratios(seconds, ours);
        return [name, min, median, max, ratio.median, ratio.min, ratio.max];
      }),
    ),
  );
}
