import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { loadTensorFlow } from '../../../main/engine/trainers/tfjs-node.ts';

const util = createRequire(import.meta.url)('node:util') as Record<string, unknown>;

it('loads and computes where Node no longer has what tfjs-node calls, once, with the threads asked for', () => {
  delete util['isNullOrUndefined'];
  const loaded = loadTensorFlow(2);
  expect(loaded.version).toMatch(/^2\.\d+\.\d+/);
  expect(loaded.threads).toBe(2);
  const { tf } = loaded;
  const product = tf.matMul(tf.tensor2d([[1, 2]]), tf.tensor2d([[3], [4]]));
  // Concatenation takes the type of a list of tensors: where tfjs-node calls it.
  const twice = tf.concat([product, product]);
  expect([...twice.dataSync()]).toEqual([11, 11]);
  tf.dispose([product, twice]);
  expect(loadTensorFlow(1)).toBe(loaded);
});
