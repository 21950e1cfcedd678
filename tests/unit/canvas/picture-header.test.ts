import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { pictureSides } from '../../../renderer/canvas/picture-header.ts';

/** A real picture of 37 x 23 pixels, as sharp writes it. */
const picture = () =>
  sharp({ create: { width: 37, height: 23, channels: 3, background: '#c40' } }).withMetadata();

describe('the sides in a picture’s header', () => {
  it.each(['png', 'jpeg', 'webp', 'gif', 'avif'] as const)('reads %s', async (format) => {
    const bytes = await picture().toFormat(format).toBuffer();
    expect(pictureSides(bytes)).toEqual({ width: 37, height: 23 });
  });

  it('reads the other kinds of WebP and JPEG', async () => {
    const lossless = await picture().webp({ lossless: true }).toBuffer();
    const bare = await sharp(lossless).webp({ quality: 50 }).toBuffer();
    const progressive = await picture().jpeg({ progressive: true }).toBuffer();
    for (const bytes of [lossless, bare, progressive]) {
      expect(pictureSides(bytes)).toEqual({ width: 37, height: 23 });
    }
  });

  it('reads BMP, also with rows from the top', () => {
    const bytes = new Uint8Array(54);
    bytes.set([0x42, 0x4d]);
    const view = new DataView(bytes.buffer);
    view.setInt32(18, 20_000, true);
    view.setInt32(22, -20_000, true);
    expect(pictureSides(bytes)).toEqual({ width: 20_000, height: 20_000 });
  });

  it('knows nothing of other files, and of pictures that end in their header', async () => {
    const jpeg = await picture().jpeg().toBuffer();
    expect(pictureSides(new Uint8Array())).toBeNull();
    expect(pictureSides(new TextEncoder().encode('Not a picture, only a longer text.'))).toBeNull();
    expect(pictureSides(jpeg.subarray(0, 30))).toBeNull();
  });
});
