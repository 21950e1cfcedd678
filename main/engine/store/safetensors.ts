import * as v from 'valibot';
import { MebaeError } from '../../../preload/contract.ts';
import type { NamedTensor } from '../trainers/trainer.ts';
import { parseBoundedJson } from './json.ts';

/**
 * The safetensors format (github.com/huggingface/safetensors, "Format"): 8 bytes of header length,
 * little endian; a JSON header; the tensors' bytes one after another. Only float32 is used here.
 * Numbers lie in the file as in memory: every system that Mebae runs on is little endian.
 */
export interface TensorFile {
  metadata: Record<string, string>;
  tensors: NamedTensor[];
}

export const tensorFileLimits = {
  headerBytes: 16 * 1024 * 1024,
  tensors: 1024,
  rank: 8,
  nameLength: 200,
} as const;

const lengthBytes = 8;
const float32Bytes = Float32Array.BYTES_PER_ELEMENT;

const size = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const EntrySchema = v.strictObject({
  dtype: v.literal('F32'),
  shape: v.pipe(v.array(size), v.maxLength(tensorFileLimits.rank)),
  data_offsets: v.strictTuple([size, size]),
});
const HeaderSchema = v.record(v.string(), v.unknown());
const MetadataSchema = v.record(v.string(), v.string());

/** Bytes of a whole safetensors file. The header is padded so that the numbers start at a multiple of 8. */
export function encodeTensors({ metadata, tensors }: TensorFile): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const { name, shape, values } of tensors) {
    const end = offset + values.byteLength;
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, end] };
    offset = end;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = Math.ceil(json.length / 8) * 8;
  const file = new Uint8Array(lengthBytes + headerLength + offset);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.set(json, lengthBytes);
  file.fill(0x20, lengthBytes + json.length, lengthBytes + headerLength);
  let at = lengthBytes + headerLength;
  for (const { values } of tensors) {
    file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return file;
}

/**
 * The length of the header from a file's first 8 bytes.
 * @throws MebaeError run-damaged where the file can't hold it
 */
export function headerLengthOf(start: Uint8Array, fileBytes: number): number {
  if (start.length < lengthBytes) throw damaged('shorter than its header');
  const length = new DataView(start.buffer, start.byteOffset).getBigUint64(0, true);
  if (length > tensorFileLimits.headerBytes || Number(length) > fileBytes - lengthBytes) {
    throw damaged('impossible header length');
  }
  return Number(length);
}

interface Entry {
  name: string;
  shape: number[];
  begin: number;
  end: number;
}

/**
 * Metadata and the tensors' places from the header's JSON bytes.
 * Every number is held against the `dataBytes` that follow the header: nothing is taken on trust.
 * @throws MebaeError run-damaged
 */
export function decodeHeader(
  json: Uint8Array,
  dataBytes: number,
): { metadata: Record<string, string>; entries: Entry[] } {
  const parsed = parseBoundedJson(new TextDecoder().decode(json), {
    characters: tensorFileLimits.headerBytes,
    depth: 4,
  });
  if (Array.isArray(parsed) || !v.is(HeaderSchema, parsed)) throw damaged('header is no object');
  const { __metadata__: metadata = {}, ...rest } = parsed;
  if (!v.is(MetadataSchema, metadata)) throw damaged('metadata holds more than text');
  const names = Object.keys(rest);
  if (names.length > tensorFileLimits.tensors) throw damaged('too many tensors');
  const entries = names.map((name): Entry => {
    const entry = rest[name];
    if (name.length > tensorFileLimits.nameLength || !v.is(EntrySchema, entry)) {
      throw damaged('a tensor is described wrongly');
    }
    const [begin, end] = entry.data_offsets;
    return { name, shape: entry.shape, begin, end };
  });
  checkCoverage(entries, dataBytes);
  return { metadata, entries };
}

/** The tensors lie end to end over the whole of the data: no holes, no overlaps, none outside. */
function checkCoverage(entries: Entry[], dataBytes: number): void {
  let at = 0;
  for (const { shape, begin, end } of [...entries].sort(
    (a, b) => a.begin - b.begin || a.end - b.end,
  )) {
    const count = shape.reduce((product, side) => product * side, 1);
    if (begin !== at || end - begin !== count * float32Bytes) throw damaged('tensors out of place');
    at = end;
  }
  if (at !== dataBytes) throw damaged('cut off, or longer than its header says');
}

/**
 * Reads a whole safetensors file of float32 tensors. The tensors are copies.
 * @throws MebaeError run-damaged
 */
export function decodeTensors(bytes: Uint8Array): TensorFile {
  const headerLength = headerLengthOf(bytes.subarray(0, lengthBytes), bytes.length);
  const start = lengthBytes + headerLength;
  const data = bytes.subarray(start);
  const { metadata, entries } = decodeHeader(bytes.subarray(lengthBytes, start), data.length);
  const tensors = entries.map(({ name, shape, begin, end }): NamedTensor => {
    const values = new Float32Array((end - begin) / float32Bytes);
    new Uint8Array(values.buffer).set(data.subarray(begin, end));
    return { name, shape, values };
  });
  return { metadata, tensors };
}

function damaged(detail: string): MebaeError {
  return new MebaeError('run-damaged', detail);
}
