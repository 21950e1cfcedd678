import type { NetworkSpec } from '../../../../preload/contract.ts';
import { afterOthers, type GoOn } from '../go-on.ts';
import { multiplications } from '../../network/multiplications.ts';
import type { Evaluation, Inspection, LabelledImages } from '../trainer.ts';
import { softmaxCrossEntropy } from './loss.ts';
import type { PortableNetwork } from './network.ts';
import { pictureTensor, scaledBytes } from './pictures.ts';
import { tf, type Tensor, type Tensor2D } from './tfjs.ts';

/** Pictures answered at once: enough to be fast, few enough for memory and for other work in between. */
const largestChunk = 512;
/** Multiplications of a chunk: some 50 ms in WebAssembly. A pause waits for so long. */
const multiplicationsAChunk = 100_000_000;

/** Calls `use` with the logits of each chunk of pictures; false where `goOn`, asked between two, says no. */
async function forEachChunk(
  network: PortableNetwork,
  spec: NetworkSpec,
  images: Uint8Array,
  count: number,
  use: (logits: Tensor2D, start: number, end: number) => void,
  goOn: GoOn,
): Promise<boolean> {
  const most = Math.floor(multiplicationsAChunk / multiplications(spec));
  const chunk = Math.max(1, Math.min(largestChunk, most));
  for (let start = 0; start < count; start += chunk) {
    if (start > 0 && !(await goOn())) return false;
    const end = Math.min(start + chunk, count);
    tf.tidy(() => {
      const pictures = pictureTensor(scaledBytes(images, spec.input, start, end), spec.input);
      use(network.forward(pictures, null).logits as Tensor2D, start, end);
    });
  }
  return true;
}

/** Probabilities [count, classes], row by row, for `count` pictures of bytes. */
export async function predictAll(
  network: PortableNetwork,
  spec: NetworkSpec,
  images: Uint8Array,
  count: number,
): Promise<Float32Array> {
  const probabilities = new Float32Array(count * spec.classes);
  const keep = (logits: Tensor2D, start: number) =>
    probabilities.set(tf.softmax(logits).dataSync(), start * spec.classes);
  await forEachChunk(network, spec, images, count, keep, afterOthers);
  return probabilities;
}

/** Every layer's output for one picture of bytes. */
export function inspectPicture(
  network: PortableNetwork,
  { input }: NetworkSpec,
  image: Uint8Array,
): Inspection {
  const inspection: Inspection = { activations: [], logits: new Float32Array() };
  tf.tidy(() => {
    const pictures = pictureTensor(scaledBytes(image, input, 0, 1), input);
    const { runs, logits } = network.forward(pictures, null);
    inspection.logits = logits.dataSync() as Float32Array;
    runs.forEach(({ output }, index) => {
      // The last layer passes its logits on; what it shows are the probabilities.
      const shown: Tensor = output === logits ? tf.softmax(logits) : output;
      const values = shown.dataSync() as Float32Array;
      inspection.activations.push({ name: `${index}`, shape: shown.shape.slice(1), values });
    });
  });
  return inspection;
}

/** Mean cross-entropy (nats) and share of right answers over labelled pictures; null where `goOn` says no. */
export async function evaluate(
  network: PortableNetwork,
  spec: NetworkSpec,
  { images, labels, count }: LabelledImages,
  goOn: GoOn,
): Promise<Evaluation | null> {
  let lossSum = 0;
  let correct = 0;
  const add = (logits: Tensor2D, start: number, end: number) => {
    const values = logits.dataSync() as Float32Array;
    const result = softmaxCrossEntropy(values, labels.subarray(start, end), spec.classes);
    lossSum += result.lossSum;
    correct += result.correct;
  };
  const isDone = await forEachChunk(network, spec, images, count, add, goOn);
  return isDone ? { loss: lossSum / count, accuracy: correct / count } : null;
}
