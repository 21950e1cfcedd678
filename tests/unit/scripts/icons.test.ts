import { expect, it } from 'vitest';
import { icnsFile, icoFile } from '../../../scripts/icons.ts';

const images = [
  { size: 16, png: Buffer.from('sixteen') },
  { size: 256, png: Buffer.from('large') },
];

it('writes an .ico whose entries lead to their pictures', () => {
  const ico = icoFile(images);
  expect(ico.readUInt16LE(2)).toBe(1);
  expect(ico.readUInt16LE(4)).toBe(2);
  // 256 doesn't fit into a byte: 0 stands for it.
  expect([ico[6], ico[22]]).toEqual([16, 0]);
  const [length, offset] = [ico.readUInt32LE(6 + 16 + 8), ico.readUInt32LE(6 + 16 + 12)];
  expect(ico.subarray(offset, offset + length).toString()).toBe('large');
  expect(offset + length).toBe(ico.length);
});

it('writes an .icns of entries with their types and lengths, leaving out sizes that Apple has not', () => {
  const icns = icnsFile(images);
  expect(icns.subarray(0, 4).toString()).toBe('icns');
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  expect(icns.subarray(8, 12).toString()).toBe('ic08');
  expect(icns.readUInt32BE(12)).toBe(8 + 'large'.length);
  expect(icns.includes('sixteen')).toBe(false);
});
