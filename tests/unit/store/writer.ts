import { countParameters, weightInfos } from '../../../main/engine/network/parameters.ts';
import { denseNetwork, lectureTrainSpec } from '../../../main/engine/network/presets.ts';
import { sizeOf } from '../../../main/engine/network/shapes.ts';
import { RunFolder } from '../../../main/engine/store/run-folder.ts';
import { epochRecord, recordOf } from './fixtures.ts';

/**
 * A process that writes one checkpoint and snapshot after another until it is killed, each of some megabytes
 * filled with the number of its epoch.
 */
const network = denseNetwork({ height: 28, width: 28, channels: 1, classes: 2 }, [
  { kind: 'dense', units: 1000, activation: 'relu' },
]);
const train = { ...lectureTrainSpec('mnist'), epochs: 1000 };
const run = await RunFolder.create(
  process.argv[2]!,
  recordOf({ state: 'running', network, train, parameters: countParameters(network) }),
);
for (let epoch = 1; epoch <= 1000; epoch += 1) {
  const weights = weightInfos(network).map(({ name, shape }) => ({
    name,
    shape,
    values: new Float32Array(sizeOf(shape)).fill(epoch),
  }));
  const history = Array.from({ length: epoch }, (_, index) => epochRecord(index + 1));
  run.amend({ history, weightsEpoch: epoch });
  await Promise.all([
    run.saveCheckpoint(weights, { epoch, step: epoch, weights, optimizer: [] }),
    run.saveSnapshot(epoch, weights),
  ]);
  process.send?.(epoch);
}
