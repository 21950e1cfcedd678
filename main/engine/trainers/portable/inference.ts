import type { NetworkSpec } from '../../../../preload/contract.ts';
import type { Evaluation, Inspection, LabelledImages } from '../trainer.ts';
import { softmaxCrossEntropy } from './loss.ts';
import type { PortableNetwork } from './network.ts';
import { pictureTensor, scaledBytes } from './pictures.ts';
import { tf, type Tensor, type Tensor2D } from './tfjs.ts';

/** Pictures answered at once: enough to be fast, few enough for memory and for other work in between. */
const chunk = 512;

/** Calls `use` with the logits of each chunk of pictures, letting other work through between chunks. */
async function forEachChunk(
  network: PortableNetwork,
  input: NetworkSpec['input'],
  images: Uint8Array,
  count: number,
  use: (logits: Tensor2D, start: number, end: number) => void,
): Promise<void> {
  for (let start = 0; start < count; start += chunk) {
    const end = Math.min(start + chunk, count);
    tf.tidy(() => {
      const pictures = pictureTensor(scaledBytes(images, input, start, end), input);
      use(network.forward(pictures, null).logits as Tensor2D, start, end);
    });
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Probabilities [count, classes], row by row, for `count` pictures of bytes. */
export async function predictAll(
  network: PortableNetwork,
  { input, classes }: NetworkSpec,
  images: Uint8Array,
  count: number,
): Promise<Float32Array> {
  const probabilities = new Float32Array(count * classes);
  await forEachChunk(network, input, images, count, (logits, start) => {
    probabilities.set(tf.softmax(logits).dataSync(), start * classes);
  });
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

/** Mean cross-entropy (nats) and share of right answers over labelled pictures. */
export async function evaluate(
  network: PortableNetwork,
  { input, classes }: NetworkSpec,
  { images, labels, count }: LabelledImages,
): Promise<Evaluation> {
  let lossSum = 0;
  let correct = 0;
  await forEachChunk(network, input, images, count, (logits, start, end) => {
    const values = logits.dataSync() as Float32Array;
    const result = softmaxCrossEntropy(values, labels.subarray(start, end), classes);
    lossSum += result.lossSum;
    correct += result.correct;
  });
  return { loss: lossSum / count, accuracy: correct / count };
}
