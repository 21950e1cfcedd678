import { setTimeout as sleep } from 'node:timers/promises';
import type { NetworkSpec, TrainSpec } from '../../preload/contract.ts';
import { loadDataset } from '../../main/engine/data/datasets.ts';
import { initialWeights } from '../../main/engine/trainers/initial-weights.ts';
import { recipes, type RecipeName } from '../../main/engine/network/recipes.ts';
import { loadNativeBackend } from '../../main/engine/trainers/native.ts';
import { RandomGenerator } from '../../main/engine/trainers/random.ts';
import { bench, type Bench } from '../engine/session/harness.ts';
import { Work } from '../engine/session/work.ts';
import { figures, table } from './figures.ts';
import { benchNetworks } from './networks.ts';
import { assets } from './pictures.ts';

const pictures = { height: 28, width: 28, channels: 1, classes: 10 };
const halted: Partial<Record<RecipeName, string>> = {
  lecture: 'the lecture’s network',
  accurate: 'the accurate recipe’s',
};
/** Pauses and stops of each network, every third within a validation pass. */
const times = { pauses: 24, stops: 12 } as const;
/** Longer than any halt: what works still then never halted. */
const settled = 700;

/**
 * How long a pause and a stop take on 60,000 pictures, from the request to the end of the last piece of
 * work, at random moments; and how long one picture's answer takes.
 */
export async function latency(): Promise<void> {
  const rows: (string | number)[][] = [];
  const row = (name: string, values: number[]) => {
    const { min, median, max } = figures(values);
    rows.push([name, min, median, max]);
  };
  for (const [recipe, name] of Object.entries(halted) as [RecipeName, string][]) {
    const network = recipes[recipe].network(pictures);
    const train = { ...recipes[recipe].train('fashion-mnist'), epochs: 1000 };
    const work = new Work();
    const b = await bench();
    const { pauses, stops } = await halts(b, work, network, train);
    work.end();
    await b.close();
    row(`a pause halts, ${name}, ms`, pauses.training);
    row(`the same within a validation pass, ms`, pauses.validation);
    row(`a stop halts, ${name}, ms`, stops.training);
    row(`the same within a validation pass, ms`, stops.validation);
  }
  row('one picture classified, warm, ms', await answers());
  console.log('\n### Latency of the engine\n');
  console.log(table(['what', 'min', 'median', 'max'], rows));
}

async function halts({ client }: Bench, work: Work, network: NetworkSpec, train: TrainSpec) {
  const random = RandomGenerator.seeded(1, 1);
  const pauses = { training: [] as number[], validation: [] as number[] };
  const stops = { training: [] as number[], validation: [] as number[] };
  /** Waits for the moment, asks, and notes how long work lasted. */
  const halt = async (kind: 'pause' | 'stop', of: typeof pauses, turn: number) => {
    const within = turn % 3 === 2 ? 'validation' : 'training';
    if (within === 'validation') await work.next('evaluate');
    const asked = await work.moment(within === 'validation' ? random.below(8) : random.below(1000));
    await client.request(`training.${kind}`, {});
    await sleep(settled);
    of[within].push(work.lastedFrom(asked));
  };
  await client.request('training.start', { network, train });
  for (let turn = 0; turn < times.pauses; turn += 1) {
    await halt('pause', pauses, turn);
    await client.request('training.resume', {});
  }
  await client.request('training.stop', {});
  for (let turn = 0; turn < times.stops; turn += 1) {
    await client.request('training.start', { network, train });
    await halt('stop', stops, turn);
  }
  return { pauses, stops };
}

async function answers(): Promise<number[]> {
  const { validation } = await loadDataset('fashion-mnist', assets);
  const backend = await loadNativeBackend();
  const network = benchNetworks.dense;
  const classifier = await backend.createClassifier(network, initialWeights(network, 1));
  const milliseconds: number[] = [];
  for (let picture = 0; picture < 220; picture += 1) {
    const image = validation.images.slice(picture * 784, (picture + 1) * 784);
    const from = performance.now();
    await classifier.predict(image, 1);
    if (picture >= 20) milliseconds.push(performance.now() - from);
  }
  classifier.dispose();
  return milliseconds;
}
