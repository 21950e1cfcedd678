import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { engineLimits, MebaeError } from '../../../preload/contract.ts';
import { bounded, checkPixels, decodeSeconds } from './limits.ts';
import type { Pixels } from './pixels.ts';

/**
 * What the worker runs: libheif, compiled to WebAssembly, computes without a pause for seconds, so it
 * has a thread of its own that can be ended. Source text rather than a file, because the application
 * is bundled into single files; the package's place is found outside and handed in. The size is asked
 * before any pixel is decoded.
 */
const source = `
const { parentPort, workerData } = require('node:worker_threads');
const decode = require(workerData.decoder);
decode.all({ buffer: workerData.bytes }).then(async ([image]) => {
  const { width, height } = image;
  if (width * height > workerData.pixels) return parentPort.postMessage({ width, height });
  const { data } = await image.decode();
  parentPort.postMessage({ width, height, data }, [data.buffer]);
}).catch((error) => { throw error; });
`;

interface Answer {
  width: number;
  height: number;
  data?: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * Decodes a HEIC picture (turned and mirrored as the file asks) in a worker thread.
 *
 * @throws MebaeError `too-many-pixels`, `unreadable-image`
 */
export async function decodeHeic(bytes: Uint8Array): Promise<Pixels> {
  const worker = new Worker(source, {
    eval: true,
    workerData: {
      bytes,
      decoder: createRequire(import.meta.url).resolve('heic-decode'),
      pixels: engineLimits.imagePixels,
    },
    // libheif reports on the console what it thinks of a file; nobody reads it there.
    stdout: true,
    stderr: true,
  });
  const answer = new Promise<Answer>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new MebaeError('unreadable-image', 'the decoder ended')));
  });
  try {
    const { width, height, data } = await bounded(answer, decodeSeconds);
    checkPixels(width, height);
    if (!data) throw new MebaeError('unreadable-image', 'no pixels');
    return { width, height, rgba: new Uint8Array(data.buffer) };
  } finally {
    await worker.terminate();
  }
}
