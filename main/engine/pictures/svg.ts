import { sharp } from './load-sharp.ts';
import { MebaeError } from '../../../preload/contract.ts';
import { sniff } from './sniff.ts';

/** Pixels of all pictures inside an SVG together: librsvg unpacks each of them whole. */
const embeddedPixels = 16_000_000;

const unreadable = (why: string) => new MebaeError('unreadable-image', `SVG: ${why}`);

/** Encodings in which the ASCII characters are themselves, so that a search for markup finds it. */
const encodings = /^(utf-8|us-ascii|ascii|iso-8859-\d+|windows-125\d|shift_jis|euc-jp)$/i;
const declaration = /^\uFEFF?\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']/;
const entity = /<!ENTITY/g;
/** Illustrator's own kind: a name for a namespace. Nothing that could become markup. */
const harmlessEntity = /<!ENTITY\s+[\w.:-]+\s+(?:"[^"<&%]*"|'[^'<&%]*')\s*>/y;
const imageStart = /<(?:[\w.-]+:)?(?:image|feImage)\b/gi;
const wholeTag = /<(?:"[^"]*"|'[^']*'|[^>"'])*>?/y;
const reference = /href\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const dataUrl = /^data:[\w/+.-]*;base64,([A-Za-z0-9+/=\s]*)$/i;

/** How often all of a text may be read over in the search for tags: those of a drawing don't overlap. */
const readings = 4;

/**
 * What the references of <image> and <feImage> hold, tag by tag, wherever a tag could start.
 *
 * @throws MebaeError `unreadable-image` where tags lie in one another: 200,000 that were never closed,
 *   a megabyte of text, took minutes, each read to the end
 */
function* references(text: string): Generator<string> {
  let left = readings * text.length;
  for (const { index } of text.matchAll(imageStart)) {
    // From each start anew, so that a quote left open in a comment cannot swallow the next tag.
    wholeTag.lastIndex = index;
    const tag = wholeTag.exec(text)?.[0] ?? '';
    left -= tag.length;
    if (left < 0) throw unreadable('tags within tags');
    for (const [, double, single] of tag.matchAll(reference)) yield (double ?? single ?? '').trim();
  }
}

/**
 * librsvg loads nothing from outside, but a picture inside (a data: URL) is unpacked whole, whatever
 * its size: a PNG of 20,000 x 20,000 in 0.4 MB of text took 2 GB. So their headers are read first,
 * and what could hide such a picture from the search (entities, odd encodings) is refused.
 *
 * @throws MebaeError `unreadable-image`, `too-many-pixels`
 */
export async function checkSvg(bytes: Uint8Array): Promise<void> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  const encoding = declaration.exec(text)?.[1];
  if (encoding && !encodings.test(encoding)) throw unreadable(`encoding ${encoding}`);
  for (const { index } of text.matchAll(entity)) {
    harmlessEntity.lastIndex = index;
    if (!harmlessEntity.test(text)) throw unreadable('entities with markup');
  }
  let pixels = 0;
  for (const url of references(text)) {
    // Any other scheme, and a path, is never loaded; but an entity could turn into "data:".
    if (!/^data:/i.test(url)) {
      if (/^[a-z]+:/i.test(url) || !url.includes('&')) continue;
      throw unreadable('a reference with entities');
    }
    const payload = dataUrl.exec(url)?.[1];
    if (payload === undefined) throw unreadable('a data: URL that is not plain base64');
    const inside = Buffer.from(payload, 'base64');
    if (!['png', 'jpeg', 'webp', 'gif'].includes(sniff(inside))) throw unreadable('nested');
    const { width, height } = await sharp(inside, { limitInputPixels: false }).metadata();
    pixels += width * height;
    if (pixels > embeddedPixels) {
      throw new MebaeError('too-many-pixels', 'pictures inside the SVG', { width, height });
    }
  }
}
