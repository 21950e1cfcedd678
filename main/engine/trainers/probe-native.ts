import { hasAvx, readProcessors, type ProbeCode, type ProbeResult } from './probe-result.ts';
import { loadTensorFlow, type TensorFlow } from './tfjs-node.ts';

/**
 * Loads native TensorFlow into this process and has it multiply two matrices. Only for a process
 * that may die: a library that doesn't fit the machine ends it instead of throwing.
 */
export function probeNative(): ProbeResult {
  if (hasAvx(readProcessors()) === false) {
    return { ok: false, code: 'no-avx', detail: 'the processor has no AVX instructions' };
  }
  try {
    const { tf, version } = loadTensorFlow();
    const product = multiply(tf);
    if (product.join() !== '19,22,43,50') {
      return { ok: false, code: 'wrong-result', detail: `the product was ${product.join(', ')}` };
    }
    return { ok: true, version };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, code: failureCode(error, detail), detail };
  }
}

/** [[1, 2], [3, 4]] times [[5, 6], [7, 8]]. */
function multiply(tf: TensorFlow): number[] {
  const [a, b] = [tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2])];
  const product = tf.matMul(a, b);
  try {
    return [...product.dataSync()];
  } finally {
    tf.dispose([a, b, product]);
  }
}

function failureCode(error: unknown, detail: string): ProbeCode {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  // tfjs-node's own words where lib/napi-v8/tfjs_binding.node is missing.
  if (code === 'MODULE_NOT_FOUND' || detail.includes('native addon module')) return 'no-binding';
  // dlopen's: a library it needs is missing, or is for another processor or system.
  return code === 'ERR_DLOPEN_FAILED' ? 'no-library' : 'load-failed';
}
