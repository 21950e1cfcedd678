import { memoryUsage, resourceUsage } from 'node:process';
import type { NetworkSpec } from '../../../preload/contract.ts';
import { lectureTrainSpec } from '../../../main/engine/network/presets.ts';
import { loadTensorFlow } from '../../../main/engine/trainers/tfjs-node.ts';
import type { ProcessMemory } from '../memory.ts';

/** Trains the network in its first argument, and prints what memory that took. */

const { tf } = loadTensorFlow();
const square = () => tf.ones([8, 8]);
tf.tidy(() => tf.matMul(square(), square()).dataSync());
const alone = memoryUsage.rss() / 1024 ** 2;

// Not before: its imports are not TensorFlow's.
const { bench } = await import('../../engine/session/harness.ts');
const { client, close } = await bench();
const network = JSON.parse(process.argv[2]!) as NetworkSpec;
const train = { ...lectureTrainSpec('fashion-mnist'), epochs: 3 };
const { run } = await client.request('training.start', { network, train });
const { state, failure } = await client.ended(run.id);
if (state !== 'finished') throw new Error(`the training ${state}: ${failure?.code}`);
const memory: ProcessMemory = { alone, peak: resourceUsage().maxRSS / 1024 };
console.log(JSON.stringify(memory));
await close();
