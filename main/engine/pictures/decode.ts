import { decodeBmp } from './bmp.ts';
import { decodeHeic } from './heic.ts';
import { bounded, checkBytes, decodeSeconds, workingSide } from './limits.ts';
import { flatten, type Pixels } from './pixels.ts';
import { sniff, type PictureFormat } from './sniff.ts';
import { decodeWithVips, fitInside } from './vips.ts';

function decodeAs(format: PictureFormat, bytes: Uint8Array): Promise<Pixels> {
  if (format === 'bmp') return decodeBmp(bytes);
  if (format === 'heic') return decodeHeic(bytes);
  return decodeWithVips(bytes, format);
}

/** Ends when the picture before is done: a hundred dropped at once take the memory of one. */
let before: Promise<unknown> = Promise.resolve();

/**
 * Decodes an untrusted file of any supported format: upright, opaque, at most 1024 pixels a side.
 *
 * @throws MebaeError `empty-file`, `not-an-image`, `unsupported-format`, `too-many-bytes`,
 *   `too-many-pixels` (both before memory is taken), `unreadable-image`
 */
export async function decodePicture(bytes: Uint8Array): Promise<Pixels> {
  checkBytes(bytes);
  const format = sniff(bytes);
  const turn = before.then(async () => {
    const pixels = await bounded(decodeAs(format, bytes), decodeSeconds);
    return flatten(await fitInside(pixels, workingSide));
  });
  before = turn.catch(() => undefined);
  return turn;
}
