import path from 'node:path';
import { parseArgs } from 'node:util';
import { timeToAccuracy } from '../tests/bench/accuracy.ts';
import { latency } from '../tests/bench/latency.ts';
import { memoryOfTraining } from '../tests/bench/memory.ts';
import { providePeers } from '../tests/bench/peers.ts';
import { withPictures } from '../tests/bench/pictures.ts';
import { scaling } from '../tests/bench/scaling.ts';
import { raceAll } from '../tests/bench/speed.ts';

/**
 * `npm run bench`: how fast Mebae trains beside what people use today, what accuracy it reaches in what
 * time, and what it needs, measured in one run. Speed claims are ratios of turns that follow one
 * another; single seconds depend on the machine's mood. Without options: speed, accuracy and latency.
 */
const { values } = parseArgs({
  options: {
    speed: { type: 'boolean', default: false },
    accuracy: { type: 'boolean', default: false },
    latency: { type: 'boolean', default: false },
    /** Time of an epoch against units, layers, batch size, pictures and threads, with plots. */
    scaling: { type: 'boolean', default: false },
    /** Also Keras, PyTorch and JAX, in Python environments made for the run. */
    peers: { type: 'boolean', default: false },
    /** Keep these environments in this folder. */
    'peers-in': { type: 'string' },
    epochs: { type: 'string', default: '5' },
    threads: { type: 'string' },
    /** Where the plots go. */
    out: { type: 'string', default: path.resolve('bench') },
  },
});
const epochs = Number(values.epochs);
if (!Number.isInteger(epochs) || epochs < 1) {
  console.error(`--epochs takes a whole number from 1 on, not "${values.epochs}"`);
  process.exit(2);
}
const chosen = values.speed || values.accuracy || values.latency || values.scaling;

if (values.speed || !chosen) {
  const withPeers = values.peers || values['peers-in'] !== undefined;
  const peers = withPeers ? providePeers(values['peers-in']) : null;
  const threads = values.threads === undefined ? null : Number(values.threads);
  try {
    await withPictures('fashion-mnist', 60_000, (files) => raceAll(files, epochs, peers, threads));
  } finally {
    peers?.remove();
  }
}
if (values.latency || !chosen) {
  await memoryOfTraining();
  await latency();
}
if (values.accuracy || !chosen) await timeToAccuracy();
if (values.scaling) await scaling(values.out);
