import { describe, expect, it } from 'vitest';
import { decodeBmp } from '../../../main/engine/pictures/bmp.ts';
import { bmp, codeOf } from './files.ts';

/** Blue, green, red, spare: black, white, red, green. */
const palette = [0, 0, 0, 0, 255, 255, 255, 0, 0, 0, 255, 0, 0, 255, 0, 0];
const names: Record<string, string> = {
  '0,0,0': 'K',
  '255,255,255': 'W',
  '255,0,0': 'R',
  '0,255,0': 'G',
  '0,0,255': 'B',
};

/** A picture as rows of letters, from the top. */
async function rows(bytes: Uint8Array): Promise<string[]> {
  const { width, height, rgba } = await decodeBmp(bytes);
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => {
      const at = (y * width + x) * 4;
      return names[rgba.subarray(at, at + 3).join(',')] ?? '?';
    }).join(''),
  );
}

describe('BMP', () => {
  it('1 bit, rows padded to 32 bits, from the bottom', async () => {
    const pixels = [0b10100000, 0, 0, 0, 0b01000000, 0, 0, 0];
    expect(await rows(bmp({ width: 3, height: 2, bits: 1, palette, pixels }))).toEqual([
      'KWK',
      'WKW',
    ]);
  });

  it('4 bits, odd width', async () => {
    const pixels = [0x12, 0x30, 0, 0, 0x01, 0x20, 0, 0];
    expect(await rows(bmp({ width: 3, height: 2, bits: 4, palette, pixels }))).toEqual([
      'KWR',
      'WRG',
    ]);
  });

  it('8 bits, from the top, with an index beyond the palette as black', async () => {
    const pixels = [3, 2, 1, 0, 0, 1, 99, 0];
    expect(await rows(bmp({ width: 3, height: -2, bits: 8, palette, pixels }))).toEqual([
      'GRW',
      'KWK',
    ]);
  });

  it('16 bits: five each', async () => {
    const pixels = [0x00, 0x7c, 0xe0, 0x03, 0x1f, 0x00, 0, 0];
    expect(await rows(bmp({ width: 3, height: 1, bits: 16, pixels }))).toEqual(['RGB']);
  });

  it('16 bits with masks 5, 6, 5', async () => {
    const masks = [0xf800, 0x07e0, 0x001f];
    const pixels = [0x00, 0xf8, 0xe0, 0x07, 0x1f, 0x00, 0xff, 0xff];
    expect(
      await rows(bmp({ width: 4, height: 1, bits: 16, compression: 3, masks, pixels })),
    ).toEqual(['RGBW']);
  });

  it('24 bits', async () => {
    const pixels = [0, 0, 255, 0, 255, 0, 255, 0, 0, 0, 0, 0];
    expect(await rows(bmp({ width: 3, height: 1, bits: 24, pixels }))).toEqual(['RGB']);
  });

  it('32 bits whose alpha nobody wrote are opaque', async () => {
    const { rgba } = await decodeBmp(bmp({ width: 1, height: 1, bits: 32, pixels: [1, 2, 3, 0] }));
    expect([...rgba]).toEqual([3, 2, 1, 255]);
  });

  it('32 bits with a mask for alpha', async () => {
    const masks = [0xff0000, 0xff00, 0xff, 0xff000000];
    const pixels = [1, 2, 3, 128];
    const { rgba } = await decodeBmp(
      bmp({ width: 1, height: 1, bits: 32, compression: 6, masks, pixels }),
    );
    expect([...rgba]).toEqual([3, 2, 1, 128]);
  });

  it('8-bit runs: repeated, literal, a move, ends of row and picture', async () => {
    const pixels = [
      ...[3, 2, 0, 0], // three red; next row
      ...[0, 3, 1, 3, 1, 0, 1, 2], // three literal W G W, padded; then one red
      ...[0, 2, 1, 1, 2, 1], // right 1, up 1: white from x = 5 on
      ...[0, 1],
    ];
    expect(
      await rows(bmp({ width: 7, height: 4, bits: 8, compression: 1, palette, pixels })),
    ).toEqual(['KKKKKKK', 'KKKKKWW', 'WGWRKKK', 'RRRKKKK']);
  });

  it('4-bit runs take two colours in turn', async () => {
    const pixels = [5, 0x12, 0, 0, 0, 3, 0x31, 0x20, 0, 1];
    expect(
      await rows(bmp({ width: 5, height: 2, bits: 4, compression: 2, palette, pixels })),
    ).toEqual(['GWRKK', 'WRWRW']);
  });

  it('is averaged down in blocks when it is large', async () => {
    // 2048 pixels: black and white in turn become 1024 grey ones.
    const pixels = new Array(256).fill(0b01010101);
    const { width, height, rgba } = await decodeBmp(
      bmp({ width: 2048, height: 1, bits: 1, palette, pixels }),
    );
    expect([width, height]).toEqual([1024, 1]);
    expect([...rgba.subarray(0, 4)]).toEqual([128, 128, 128, 255]);
  });

  it.each([
    ['unreadable-image', { width: 0, height: 5, bits: 24, pixels: [] }],
    ['unreadable-image', { width: -5, height: 5, bits: 24, pixels: [] }],
    ['unreadable-image', { width: 5, height: 5, bits: 24, pixels: [1, 2, 3] }],
    ['unreadable-image', { width: 5, height: 5, bits: 7, pixels: [] }],
    ['unreadable-image', { width: 2, height: 1, bits: 8, compression: 1, pixels: [9, 1] }],
    ['unreadable-image', { width: 2, height: 1, bits: 8, compression: 1, pixels: [1, 1] }],
    ['unsupported-format', { width: 2, height: 1, bits: 24, compression: 4, pixels: [] }],
    ['too-many-pixels', { width: 50_000, height: -50_000, bits: 24, pixels: [] }],
  ])('refuses with %s', async (code, options) => {
    expect(await codeOf(decodeBmp(bmp({ palette, ...options })))).toBe(code);
  });
});
