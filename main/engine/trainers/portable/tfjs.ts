import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import type * as wasmModule from '@tensorflow/tfjs-backend-wasm';
import type * as coreModule from '@tensorflow/tfjs-core';

// By require and not by import: Node then gives the very module instance that tfjs's own backends
// register with, whichever bundler or test runner loads this file.
const require = createRequire(import.meta.url);

/** tfjs-core: tensors and operations, without the layers and without automatic differentiation. */
export const tf = require('@tensorflow/tfjs-core') as typeof coreModule;

export type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

const processEvents = ['uncaughtException', 'unhandledRejection'] as const;

/**
 * Starts tfjs's WebAssembly backend from the files in node_modules (Emscripten's Node branch reads
 * them from disk; nothing is fetched) and makes it the current one. Call again at will.
 */
export async function startWebAssembly(): Promise<void> {
  if (tf.findBackend('wasm') === null) {
    const name = '@tensorflow/tfjs-backend-wasm';
    const wasm = require(name) as typeof wasmModule;
    wasm.setWasmPaths(dirname(require.resolve(name)) + sep);
    // Its threads start from a Blob's address, which Node's Worker refuses (ERR_WORKER_PATH).
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  }
  const before = processEvents.map((event) => new Set<unknown>(process.listeners(event as never)));
  if (!(await tf.setBackend('wasm'))) throw new Error('the WebAssembly backend did not start');
  // Emscripten makes every unhandled rejection of the whole process fatal: how errors end is not
  // a numeric library's to decide.
  processEvents.forEach((event, index) => {
    for (const listener of process.listeners(event as never)) {
      if (!before[index]?.has(listener)) process.removeListener(event, listener);
    }
  });
}
