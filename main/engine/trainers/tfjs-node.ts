import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import type * as TensorFlowModule from '@tensorflow/tfjs-node';

export type TensorFlow = typeof TensorFlowModule;

export interface LoadedTensorFlow {
  tf: TensorFlow;
  /** TensorFlow's own, such as 2.15.1. */
  version: string;
  /** Operations that run side by side; fixed for the process by its first load. */
  threads: number;
}

let loaded: LoadedTensorFlow | null = null;

/**
 * Loads @tensorflow/tfjs-node, once a process. `threads`: so many operations run side by side; the
 * machine's cores where left out. `perOperation`: so many share the work of one operation; 1 where
 * left out, since Mebae's graphs cut the batch instead (graph/parts.ts). TensorFlow reads both numbers
 * when its first session starts and never again, so a later call gets the first one's.
 * Throws where the native library is missing or doesn't fit; a processor without AVX ends the
 * process, so it is tried in a child process first.
 */
export function loadTensorFlow(
  threads: number = availableParallelism(),
  perOperation = 1,
): LoadedTensorFlow {
  if (loaded) return loaded;
  const require = createRequire(import.meta.url);
  restoreNullOrUndefined(require('node:util') as Record<string, unknown>);
  Object.assign(process.env, {
    TF_NUM_INTEROP_THREADS: String(threads),
    TF_NUM_INTRAOP_THREADS: String(perOperation),
    // oneDNN makes convolutions three times faster; off by default in libtensorflow before 2.9.
    TF_ENABLE_ONEDNN_OPTS: process.env['TF_ENABLE_ONEDNN_OPTS'] ?? '1',
    // Without two lines of notices on stderr at every start.
    TF_CPP_MIN_LOG_LEVEL: '2',
  });
  const tf = require('@tensorflow/tfjs-node') as TensorFlow;
  loaded = { tf, version: nativeVersion(tf), threads };
  return loaded;
}

/** tfjs-node 4.22 calls util.isNullOrUndefined, which Node 23 removed (tensorflow/tfjs#8609). */
function restoreNullOrUndefined(util: Record<string, unknown>) {
  util['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined;
}

/** tfjs-node keeps the library's version to itself, beside the addon's functions. */
function nativeVersion(tf: TensorFlow): string {
  const { binding } = tf.backend() as unknown as { binding: { TF_Version: string } };
  return binding.TF_Version;
}
