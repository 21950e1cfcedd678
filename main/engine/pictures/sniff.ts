import { MebaeError } from '../../../preload/contract.ts';

export const pictureFormats = [
  'png',
  'jpeg',
  'webp',
  'gif',
  'bmp',
  'avif',
  'tiff',
  'svg',
  'heic',
] as const;
export type PictureFormat = (typeof pictureFormats)[number];

const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0));

const signatures: { format: PictureFormat; start: number[] }[] = [
  { format: 'png', start: [0x89, ...ascii('PNG'), 0x0d, 0x0a, 0x1a, 0x0a] },
  { format: 'jpeg', start: [0xff, 0xd8, 0xff] },
  { format: 'gif', start: ascii('GIF87a') },
  { format: 'gif', start: ascii('GIF89a') },
  { format: 'tiff', start: [...ascii('II'), 42, 0] },
  { format: 'tiff', start: [...ascii('MM'), 0, 42] },
  { format: 'tiff', start: [...ascii('II'), 43, 0] },
  { format: 'tiff', start: [...ascii('MM'), 0, 43] },
];

/** Pictures that no decoder here reads: told apart, so that the advice can be to save them as PNG. */
const unsupported: number[][] = [
  [0xff, 0x0a], // JPEG XL
  [0, 0, 0, 12, ...ascii('JXL ')],
  [0, 0, 0, 12, ...ascii('jP  ')], // JPEG 2000
  [0xff, 0x4f, 0xff, 0x51],
  ascii('8BPS'), // Photoshop
  ascii('gimp xcf'),
  [0, 0, 1, 0], // Windows icon
  [0x76, 0x2f, 0x31, 0x01], // OpenEXR
  ascii('#?RADIANCE'),
  ascii('DDS '),
  ascii('qoif'),
  [...ascii('II'), 0xbc], // JPEG XR
  ...['P1', 'P2', 'P3', 'P4', 'P5', 'P6'].map((magic) => ascii(`${magic}\n`)), // Netpbm
];

/** Sizes of the information header after "BM": the two letters alone start many a text. */
const bmpHeaders = [12, 40, 52, 56, 64, 108, 124];

const startsWith = (bytes: Uint8Array, start: number[], at = 0) =>
  start.every((byte, index) => bytes[at + index] === byte);

function isBmp(bytes: Uint8Array): boolean {
  if (bytes.length < 18 || !startsWith(bytes, ascii('BM'))) return false;
  return bmpHeaders.includes(new DataView(bytes.buffer, bytes.byteOffset).getUint32(14, true));
}

/**
 * An ISO base media file names what it is by brands of four letters: the major one at 8, then, after
 * a version, the compatible ones to the end of the box. `mif1` says only "a still picture".
 */
function isoMedia(bytes: Uint8Array): PictureFormat | 'unsupported' | null {
  if (!startsWith(bytes, ascii('ftyp'), 4)) return null;
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  const brands: string[] = [];
  for (let at = 8; at + 4 <= Math.min(size, bytes.length, 256); at += 4) {
    if (at !== 12) brands.push(String.fromCharCode(...bytes.subarray(at, at + 4)));
  }
  if (brands.includes('avif') || brands.includes('avis')) return 'avif';
  const [major = ''] = brands;
  if (['heic', 'heix'].includes(major)) return 'heic';
  if (major === 'mif1' && brands.some((brand) => ['heic', 'heix'].includes(brand))) return 'heic';
  // Sequences, other codecs: pictures, but not for this decoder.
  return ['hevc', 'hevx', 'msf1', 'mif1', 'heim', 'heis', 'jpeg', 'crx '].includes(major)
    ? 'unsupported'
    : null;
}

/** XML whose first element is <svg>, after what may stand before it: declarations, comments, a DOCTYPE. */
function isSvg(bytes: Uint8Array): boolean {
  let text = new TextDecoder().decode(bytes.subarray(0, 64 * 1024)).trimStart();
  for (;;) {
    if (/^<(?:[\w-]+:)?svg[\s/>]/i.test(text)) return true;
    const end = text.startsWith('<!--')
      ? text.indexOf('-->') + 3
      : text.startsWith('<?')
        ? text.indexOf('?>') + 2
        : /^<!doctype/i.test(text)
          ? doctypeEnd(text)
          : 0;
    if (end <= 3) return false;
    text = text.slice(end).trimStart();
  }
}

/** Behind the DOCTYPE, whose own declarations in square brackets hold '>' too. */
function doctypeEnd(text: string): number {
  const close = text.indexOf('>');
  const bracket = text.indexOf('[');
  if (bracket < 0 || close < bracket) return close + 1;
  const inner = text.indexOf(']', bracket);
  return inner < 0 ? 0 : text.indexOf('>', inner) + 1;
}

/**
 * What a file is, by its content; the name is never asked.
 *
 * @throws MebaeError `empty-file`, `not-an-image`, `unsupported-format`
 */
export function sniff(bytes: Uint8Array): PictureFormat {
  if (bytes.length === 0) throw new MebaeError('empty-file');
  const known = signatures.find(({ start }) => startsWith(bytes, start));
  if (known) return known.format;
  if (startsWith(bytes, ascii('RIFF')) && startsWith(bytes, ascii('WEBP'), 8)) return 'webp';
  if (isBmp(bytes)) return 'bmp';
  const iso = isoMedia(bytes);
  if (iso && iso !== 'unsupported') return iso;
  if (iso || unsupported.some((start) => startsWith(bytes, start))) {
    throw new MebaeError('unsupported-format');
  }
  if (isSvg(bytes)) return 'svg';
  throw new MebaeError('not-an-image');
}
