import { promisify } from 'node:util';
import { constants, gunzip, type ZlibOptions } from 'node:zlib';
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
/** More than a header takes, packed, after the name and comment that gzip may have first. */
const startBytes = 4096;
/** As much as the smallest buffer that zlib takes. */
const spareBytes = constants.Z_MIN_CHUNK;

const unzip = promisify<Uint8Array, ZlibOptions, Uint8Array>(gunzip);

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

/** The start of what is packed. */
function startOf(packed: Uint8Array): Promise<Uint8Array> {
  // Does not ask for the end.
  return unzip(packed.subarray(0, startBytes), { finishFlush: constants.Z_SYNC_FLUSH });
}

/** What zlib's complaint says about the file. */
function problemOf(error: NodeJS.ErrnoException): IdxProblem {
  switch (error.code) {
    case 'ERR_BUFFER_TOO_LARGE':
      return 'trailing-bytes';
    // A stream that ends before its end.
    case 'Z_BUF_ERROR':
      return 'truncated';
    default:
      return 'damaged-gzip';
  }
}

/**
 * Reads one IDX file of unsigned bytes, gzip or plain, into one buffer: its header decides how much is
 * unpacked, so that a gzip bomb costs no memory. In one piece, too: a stream's chunks are garbage that
 * stays with the process, 30 MB for MNIST.
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
  const isPacked = packed[0] === gzipMagic[0] && packed[1] === gzipMagic[1];
  let plain = packed;
  let header: ReturnType<typeof parseHeader>;
  try {
    header = parseHeader(isPacked ? await startOf(packed) : packed, file, rank);
    if (header && isPacked) {
      const maxOutputLength = header.length + header.size;
      // More than is used: a buffer that is full has zlib make another one.
      plain = await unzip(packed, { chunkSize: maxOutputLength + spareBytes, maxOutputLength });
    }
  } catch (error) {
    if (error instanceof MebaeError) throw error;
    throw damaged(file, problemOf(error as Error), (error as Error).message);
  }
  if (!header) throw damaged(file, 'truncated', 'ends within its header');
  const { dimensions, length, size } = header;
  const filled = plain.length - length;
  if (filled !== size) {
    const problem = filled < size ? 'truncated' : 'trailing-bytes';
    throw damaged(file, problem, `${filled} bytes instead of the ${size} it declares`);
  }
  const data = new Uint8Array(plain.buffer, plain.byteOffset + length, size);
  return { dimensions, data: isPacked ? data : data.slice() };
}
