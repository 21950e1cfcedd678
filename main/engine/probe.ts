import { probeNative } from './trainers/probe-native.ts';

/**
 * Entry of the process that tries native TensorFlow and may die of it. Says one ProbeResult, as a line
 * of JSON and (as Electron's utility process) to its parent; exits 0 where TensorFlow works, else 1.
 */
const result = probeNative();
process.exitCode = result.ok ? 0 : 1;

/** Of Electron's utility process; written down here because the engine knows nothing of Electron. */
const { parentPort } = process as { parentPort?: { postMessage(message: unknown): void } };
parentPort?.postMessage(result);

// Not before the line is out: a pipe is written to in the background on some systems.
process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit());
