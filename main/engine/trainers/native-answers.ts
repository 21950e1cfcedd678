import { setImmediate } from 'node:timers/promises';
import type { NetworkSpec } from '../../../preload/contract.ts';
import { multiplications } from '../network/multiplications.ts';
import { inputShape, outputShapes, sizeOf } from '../network/shapes.ts';
import type { GoOn } from './go-on.ts';
import type { GraphSession } from './graph-session.ts';
import { cutFor } from './part-sizes.ts';
import type { Evaluation } from './trainer.ts';

/**
 * Numbers that the layers' outputs of one batch may hold together: 12 MB, which a processor's caches
 * still help with. Measured on 10,000 pictures, two cores: the lecture's network 11 ms with batches of 1,024
 * and 13 with 5,000; two convolutions 93 ms with 128 and 145 with 2,048.
 */
const numbersABatch = 3 * 1024 * 1024;
/** Multiplications of one batch: some 15 ms on two cores. A pause waits for so long. */
const multiplicationsABatch = 300_000_000;
const largestBatch = 1000;

/** Pictures for one run of a network that only answers: many for small networks, fewer for large ones. */
export function answerBatch(network: NetworkSpec): number {
  const numbers = [inputShape(network), ...outputShapes(network)]
    .map(sizeOf)
    .reduce((sum, size) => sum + size, 0);
  const fitting = Math.min(
    numbersABatch / numbers,
    multiplicationsABatch / multiplications(network),
  );
  return Math.max(1, Math.min(largestBatch, Math.floor(fitting)));
}

/** Probabilities [pictures, classes], batch by batch, other events in between. */
export async function predictPictures(
  session: GraphSession,
  network: NetworkSpec,
  parts: number,
  images: Uint8Array,
): Promise<Float32Array> {
  const size = sizeOf(inputShape(network));
  const batch = answerBatch(network) * size;
  const all = new Float32Array((images.length / size) * network.classes);
  for (let start = 0; start < images.length; start += batch) {
    if (start > 0) await setImmediate();
    const bytes = images.subarray(start, start + batch);
    const { signature, sizes } = cutFor('predict', bytes.length / size, parts);
    const { probabilities } = session.run(signature, { bytes: { bytes }, parts: sizes });
    all.set(probabilities!, (start / size) * network.classes);
  }
  return all;
}

/**
 * Loss and accuracy over the session's `count` validation pictures, batch by batch; null where `goOn`,
 * asked between two batches, says no. What a batch holds doesn't depend on the time, so neither do the sums.
 */
export async function evaluatePictures(
  session: GraphSession,
  network: NetworkSpec,
  parts: number,
  count: number,
  goOn: GoOn,
): Promise<Evaluation | null> {
  const batch = answerBatch(network);
  let [loss, correct] = [0, 0];
  for (let start = 0; start < count; start += batch) {
    if (start > 0 && !(await goOn())) return null;
    const { signature, sizes } = cutFor('evaluate', Math.min(batch, count - start), parts);
    const sums = session.run(signature, {
      start: { values: Int32Array.of(start), shape: [] },
      parts: sizes,
    });
    loss += sums['lossSum']![0]!;
    correct += sums['correct']![0]!;
  }
  return { loss: loss / count, accuracy: correct / count };
}
