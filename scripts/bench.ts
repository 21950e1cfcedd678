import { parseArgs } from 'node:util';
import { providePeers } from '../tests/bench/peers.ts';
import { withPictures } from '../tests/bench/pictures.ts';
import { raceAll } from '../tests/bench/speed.ts';

/**
 * `npm run bench`: how fast Mebae trains, beside what people use today, measured in one run.
 * Speed claims are ratios of turns that follow one another; single seconds depend on the machine's mood.
 */
const { values } = parseArgs({
  options: {
    /** Also Keras, PyTorch and JAX, in Python environments made for the run. */
    peers: { type: 'boolean', default: false },
    /** Keep these environments in this folder. */
    'peers-in': { type: 'string' },
    epochs: { type: 'string', default: '5' },
    threads: { type: 'string' },
  },
});

const peers =
  values.peers || values['peers-in'] !== undefined ? providePeers(values['peers-in']) : null;
try {
  await withPictures('fashion-mnist', 60_000, (files) =>
    raceAll(files, Number(values.epochs), peers, values.threads ? Number(values.threads) : null),
  );
} finally {
  peers?.remove();
}
