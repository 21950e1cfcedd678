import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MebaeError } from '../../../preload/contract.ts';
import { decodeTensors, encodeTensors } from '../../../main/engine/store/safetensors.ts';

/** A file by hand, as the format's own text describes it. */
function fileOf(header: string, data: Uint8Array): Uint8Array {
  const json = new TextEncoder().encode(header);
  const file = new Uint8Array(8 + json.length + data.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
  file.set(json, 8);
  file.set(data, 8 + json.length);
  return file;
}

const refused = (bytes: Uint8Array) => {
  try {
    decodeTensors(bytes);
  } catch (error) {
    if (error instanceof MebaeError) return error.code;
    throw error;
  }
  return null;
};

describe('encodeTensors', () => {
  it('writes the documented bytes', () => {
    const file = encodeTensors({
      metadata: { a: 'b' },
      tensors: [{ name: 'w', shape: [2], values: Float32Array.of(1, -2) }],
    });
    const headerLength = Number(new DataView(file.buffer).getBigUint64(0, true));
    expect(headerLength % 8).toBe(0);
    expect(JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + headerLength)))).toEqual({
      __metadata__: { a: 'b' },
      w: { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
    });
    // IEEE 754: 1 is 3f800000, -2 is c0000000; little endian.
    expect([...file.subarray(8 + headerLength)]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
  });

  it('is read back to the same numbers', () => {
    const tensor = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }).chain((shape) =>
      fc.record({
        shape: fc.constant(shape),
        values: fc.float32Array({
          minLength: shape.reduce((a, b) => a * b, 1),
          maxLength: shape.reduce((a, b) => a * b, 1),
        }),
      }),
    );
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string().filter((key) => key !== '__proto__'),
          fc.string(),
        ),
        fc.array(tensor, { maxLength: 5 }),
        (metadata, unnamed) => {
          const tensors = unnamed.map((one, index) => ({ name: `${index}/kernel`, ...one }));
          const read = decodeTensors(encodeTensors({ metadata, tensors }));
          expect(read.metadata).toEqual(metadata);
          expect(read.tensors.map(({ name, shape }) => ({ name, shape }))).toEqual(
            tensors.map(({ name, shape }) => ({ name, shape })),
          );
          read.tensors.forEach(({ values }, index) => {
            expect(new Uint8Array(values.buffer)).toEqual(
              new Uint8Array(tensors[index]!.values.slice().buffer),
            );
          });
        },
      ),
    );
  });
});

describe('decodeTensors', () => {
  const entry = (change: object) =>
    JSON.stringify({ w: { dtype: 'F32', shape: [1], data_offsets: [0, 4], ...change } });
  const data = new Uint8Array(4);

  it.each([
    ['nothing', new Uint8Array()],
    ['a header longer than the file', fileOf('{}', new Uint8Array()).subarray(0, 9)],
    ['a header of 2^63 bytes', Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 128, 123, 125)],
    ['a header that is no JSON', fileOf('{"w":', data)],
    ['a header that is a list', fileOf('[]', new Uint8Array())],
    ['deep nesting', fileOf('['.repeat(100_000), new Uint8Array())],
    ['another type', fileOf(entry({ dtype: 'I64' }), data)],
    ['a shape of another size', fileOf(entry({ shape: [2] }), data)],
    ['a negative side', fileOf(entry({ shape: [-1, -1] }), data)],
    ['a product beyond all memory', fileOf(entry({ shape: [2 ** 50, 2 ** 50] }), data)],
    ['offsets outside', fileOf(entry({ data_offsets: [0, 4096], shape: [1024] }), data)],
    ['a hole before', fileOf(entry({ data_offsets: [4, 8] }), new Uint8Array(8))],
    ['bytes left over', fileOf(entry({}), new Uint8Array(8))],
    ['metadata that is no text', fileOf('{"__metadata__":{"a":1}}', new Uint8Array())],
    [
      'overlapping tensors',
      fileOf(
        '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
        data,
      ),
    ],
  ])('refuses %s', (_name, bytes) => {
    expect(refused(bytes)).toBe('run-damaged');
  });

  it('refuses or reads any bytes whatever, and throws nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect([null, 'run-damaged']).toContain(refused(bytes));
      }),
    );
  });
});
