import { describe, expect, it } from 'vitest';
import { parseChecksums, verifyChecksum } from '../../../main/engine/data/checksums.ts';
import { refusal } from './files.ts';

// SHA-256 of "abc", from FIPS 180-2.
const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const sums = parseChecksums(`${abc}  set/abc.gz\nnot a line\n${abc} *binary\r\n`);

describe('checksums', () => {
  it('are read as sha256sum writes them', () => {
    expect([...sums.keys()]).toEqual(['set/abc.gz', 'binary']);
  });

  it('let the right bytes pass', () => {
    expect(() => verifyChecksum(sums, 'set/abc.gz', Buffer.from('abc'))).not.toThrow();
  });

  it('stop other bytes, and files without a sum', async () => {
    const check = async (path: string, text: string) =>
      verifyChecksum(sums, path, Buffer.from(text));
    expect(await refusal(check('set/abc.gz', 'abd'))).toBe('dataset-damaged checksum');
    expect(await refusal(check('set/other.gz', 'abc'))).toBe('dataset-damaged checksum');
  });
});
