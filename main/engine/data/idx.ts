import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { MebaeError } from '../../../preload/contract.ts';

/** What can be wrong with an IDX file; each is told apart in the error's values. */
export type IdxProblem =
  | 'not-idx'
  | 'not-bytes'
  | 'dimensions'
  | 'too-large'
  | 'truncated'
  | 'trailing-bytes'
  | 'damaged-gzip'
  | 'counts-disagree'
  | 'shapes-disagree'
  | 'label-beyond-classes'
  | 'checksum';

/** `dataset-damaged` with the file's name and the problem as values. */
export function damaged(file: string, problem: IdxProblem, detail: string): MebaeError {
  return new MebaeError('dataset-damaged', `${file}: ${detail}`, { file, problem });
}

/** One array of an IDX file: `dimensions` slowest first, their product bytes in `data`. */
export interface IdxArray {
  dimensions: number[];
  data: Uint8Array;
}

/** Of one file, unpacked: above it nothing is allocated. 70,000 pictures of 28x28 are 0.05 GB. */
export const largestIdx = 1024 ** 3;

const unsignedByte = 0x08;
const gzipMagic = [0x1f, 0x8b];
const chunkBytes = 256 * 1024;

/**
 * The header of an IDX file: two zero bytes, the type of the elements, the number of dimensions,
 * then each dimension as 32 bits, big end first. Returns null while `start` is too short for it.
 */
function parseHeader(start: Uint8Array, file: string, rank: readonly number[]) {
  if (start.length < 4) return null;
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  if (view.getUint16(0) !== 0) throw damaged(file, 'not-idx', 'does not start like an IDX file');
  const type = view.getUint8(2);
  if (type !== unsignedByte) {
    throw damaged(file, 'not-bytes', `elements of type 0x${type.toString(16)}, not unsigned bytes`);
  }
  const count = view.getUint8(3);
  if (!rank.includes(count)) {
    throw damaged(file, 'dimensions', `${count} dimensions instead of ${rank.join(' or ')}`);
  }
  const length = 4 + 4 * count;
  if (start.length < length) return null;
  const dimensions = Array.from({ length: count }, (_, index) => view.getUint32(4 + 4 * index));
  const size = dimensions.reduce((product, dimension) => product * dimension, 1);
  if (size === 0) throw damaged(file, 'dimensions', `empty: ${dimensions.join(' x ')}`);
  if (size > largestIdx) {
    throw damaged(file, 'too-large', `${dimensions.join(' x ')} bytes, at most ${largestIdx}`);
  }
  return { length, dimensions, size };
}

/** An async iterable of the plain bytes of a file's bytes, unpacked where they are gzip. */
function plainChunks(packed: Uint8Array): AsyncIterable<Uint8Array> | Uint8Array[] {
  if (packed[0] !== gzipMagic[0] || packed[1] !== gzipMagic[1]) return [packed];
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  gunzip.end(packed);
  return gunzip;
}

/**
 * Reads one IDX file of unsigned bytes, gzip or plain, into one buffer of exactly its size: its
 * header decides how much is unpacked, so that a gzip bomb costs one chunk (256 KiB), not memory.
 *
 * @param packed the file's bytes
 * @param file its name, for the error
 * @param rank the numbers of dimensions that are welcome (1 for labels, 3 or 4 for pictures)
 * @throws MebaeError `dataset-damaged`, with the IdxProblem in its values
 */
export async function readIdx(
  packed: Uint8Array,
  file: string,
  rank: readonly number[],
): Promise<IdxArray> {
  let start = new Uint8Array(0);
  let header: ReturnType<typeof parseHeader> = null;
  let data = new Uint8Array(0);
  let filled = 0;
  const chunks = plainChunks(packed);
  try {
    for await (const chunk of chunks) {
      let body = chunk;
      if (!header) {
        start = joined(start, chunk);
        header = parseHeader(start, file, rank);
        if (!header) continue;
        data = new Uint8Array(header.size);
        body = start.subarray(header.length);
      }
      if (filled + body.length > header.size) {
        throw damaged(file, 'trailing-bytes', `more bytes than the ${header.size} it declares`);
      }
      data.set(body, filled);
      filled += body.length;
    }
  } catch (error) {
    if (error instanceof MebaeError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    // zlib's name for a stream that ends before its end.
    const problem = code === 'Z_BUF_ERROR' ? 'truncated' : 'damaged-gzip';
    throw damaged(file, problem, message);
  } finally {
    if (!Array.isArray(chunks)) (chunks as Readable).destroy();
  }
  if (!header)
    throw damaged(file, 'truncated', `ends within its header, after ${start.length} bytes`);
  if (filled < header.size) {
    throw damaged(file, 'truncated', `${filled} of the ${header.size} bytes it declares`);
  }
  return { dimensions: header.dimensions, data };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
