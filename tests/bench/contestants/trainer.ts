import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { lectureTrainSpec } from '../../../main/engine/network/presets.ts';
import { partsFor } from '../../../main/engine/trainers/threads.ts';
import type { Backend } from '../../../main/engine/trainers/trainer.ts';
import { benchNetworks } from '../networks.ts';
import { contest, taskOf } from './protocol.ts';

/** One of Mebae's own trainers, called as the command line calls it: slices of 50 ms, threads that suit. */
export async function trainWith(
  load: (options: { threads: number }) => Promise<Backend>,
): Promise<void> {
  const task = taskOf();
  const network = typeof task.network === 'string' ? benchNetworks[task.network] : task.network;
  const threads = task.threads ?? partsFor(network, task.batchSize, availableParallelism());
  const backend = await load({ threads });
  const trainer = await backend.createTrainer({
    network,
    train: { ...lectureTrainSpec('fashion-mnist'), batchSize: task.batchSize, epochs: 1000 },
    training: {
      count: task.count,
      images: new Uint8Array(await readFile(task.images)),
      labels: new Uint8Array(await readFile(task.labels)),
    },
    validation: { count: 1, images: new Uint8Array(784), labels: new Uint8Array(1) },
  });
  await contest(async () => {
    trainer.beginEpoch();
    while (await trainer.advance(50));
  });
}
