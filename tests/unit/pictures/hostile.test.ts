import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodePicture } from '../../../main/engine/pictures/decode.ts';
import { bounded } from '../../../main/engine/pictures/limits.ts';
import { sniff } from '../../../main/engine/pictures/sniff.ts';
import { engineLimits } from '../../../preload/contract.ts';
import { blackPng, bmp, codeOf, picture } from './files.ts';

const refusal = (bytes: Uint8Array) => codeOf(decodePicture(bytes));
const svg = (body: string, attributes = 'width="100" height="100"', before = '') =>
  Buffer.from(
    `${before}<svg xmlns="http://www.w3.org/2000/svg" ` +
      `xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${body}</svg>`,
  );

/** Whether anything at all was drawn. */
async function isBlank(bytes: Uint8Array): Promise<boolean> {
  const { rgba } = await decodePicture(bytes);
  return rgba.every((value) => value === 255);
}

describe('what is no picture', () => {
  it.each([
    ['empty-file', new Uint8Array(0)],
    ['not-an-image', Buffer.from('BM is how this text starts, but it goes on as words')],
    ['not-an-image', Buffer.from('%PDF-1.7 …')],
    ['not-an-image', Buffer.from('<!DOCTYPE html><html><svg></svg></html>')],
    ['not-an-image', Buffer.from([0x1f, 0x8b, 8, 0])],
    ['not-an-image', Buffer.from('MZ')],
    ['unsupported-format', Buffer.from([0xff, 0x0a, 1, 2])],
    ['unsupported-format', Buffer.from('8BPS\0\x01')],
    ['unsupported-format', Buffer.from('\0\0\0\x18ftypmsf1\0\0\0\0msf1hevc')],
  ])('is %s', async (code, bytes) => {
    expect(await refusal(bytes)).toBe(code);
  });

  it('is told from SVG behind a declaration, comments and a DOCTYPE with declarations', () => {
    const before = '\uFEFF<?xml version="1.0"?>\n<!-- <svg -->\n<!DOCTYPE svg [<!ENTITY a "b">]>\n';
    expect(sniff(svg('', '', before))).toBe('svg');
  });

  it('is too large before it is looked at', async () => {
    expect(await refusal(new Uint8Array(engineLimits.imageBytes + 1))).toBe('too-many-bytes');
  });
});

describe('pictures with more pixels than memory', () => {
  it('refuses a PNG of 20,000 x 20,000 from its header', async () => {
    const bytes = blackPng(20_000, 20_000);
    const memory = process.memoryUsage().rss;
    const start = performance.now();
    expect(await refusal(bytes)).toBe('too-many-pixels');
    expect(performance.now() - start).toBeLessThan(500);
    expect(process.memoryUsage().rss - memory).toBeLessThan(40e6);
  });

  it.each([
    ['BMP', bmp({ width: 20_000, height: 20_000, bits: 1, pixels: [] })],
    [
      'run-length BMP',
      bmp({ width: 65_000, height: 65_000, bits: 8, compression: 1, pixels: [0, 1] }),
    ],
    ['SVG', svg('<rect width="9" height="9"/>', 'width="20000" height="20000"')],
    ['SVG by its viewBox', svg('<rect width="9" height="9"/>', 'viewBox="0 0 30000 30000"')],
  ])('refuses such a %s', async (_, bytes) => {
    expect(await refusal(bytes)).toBe('too-many-pixels');
  });

  it('refuses such a HEIC before decoding it', async () => {
    const bytes = Uint8Array.from(picture('seven.heic'));
    const view = new DataView(bytes.buffer);
    for (let at = 0; at + 16 < bytes.length; at++) {
      // Image spatial extents: 'ispe', version and flags, width, height.
      if (Buffer.from(bytes.subarray(at, at + 4)).toString('latin1') !== 'ispe') continue;
      view.setUint32(at + 8, 20_000);
      view.setUint32(at + 12, 20_000);
    }
    expect(['too-many-pixels', 'unreadable-image']).toContain(await refusal(bytes));
  });

  it('decodes the largest PNG allowed without keeping it in memory', async () => {
    const bytes = blackPng(10_000, 10_000);
    const before = process.memoryUsage().rss;
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 10);
    const { width, height } = await decodePicture(bytes);
    clearInterval(watch);
    expect([width, height]).toEqual([1024, 1024]);
    // RGBA of the whole would be 400 MB.
    expect(most - before).toBeLessThan(200e6);
  });

  it('reads the first of a thousand frames only', async () => {
    const frames = { width: 20, height: 20_000, channels: 3, pageHeight: 20 } as const;
    const bytes = await sharp(Buffer.alloc(20 * 20_000 * 3), { raw: frames })
      .gif({ delay: new Array(1000).fill(10) })
      .toBuffer();
    const { width, height } = await decodePicture(bytes);
    expect([width, height]).toEqual([20, 20]);
  });
});

describe('damaged pictures', () => {
  const cuts = (name: string) => {
    const bytes = picture(name);
    // Behind the signature by which the format is known, and well before the end.
    return [0.1, 0.25, 0.4, 0.55, 0.7, 0.85].map((share) =>
      bytes.subarray(0, Math.max(32, Math.floor(bytes.length * share))),
    );
  };

  it.each([
    'seven.png',
    'seven.jpg',
    'seven.webp',
    'seven.tiff',
    'seven.bmp',
    'seven.avif',
    'seven.heic',
    'seven.gif',
  ])('%s, cut anywhere, is unreadable', async (name) => {
    for (const bytes of cuts(name)) expect(await refusal(bytes)).toBe('unreadable-image');
  });

  it('a signature alone is unreadable', async () => {
    expect(await refusal(Buffer.from('GIF89a'))).toBe('unreadable-image');
    expect(await refusal(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('unreadable-image');
  });

  it('random bytes behind any signature are refused or decoded within bounds', async () => {
    const starts = [
      'seven.png',
      'seven.jpg',
      'seven.webp',
      'seven.bmp',
      'seven.tiff',
      'animated.gif',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...starts),
        fc.nat(),
        fc.uint8Array({ minLength: 1, maxLength: 64 }),
        async (name, place, noise) => {
          const bytes = Uint8Array.from(picture(name));
          const at = 8 + (place % (bytes.length - 8));
          bytes.set(noise.subarray(0, bytes.length - at), at);
          expect([
            'none',
            'unreadable-image',
            'too-many-pixels',
            'unsupported-format',
            'not-an-image',
          ]).toContain(await refusal(bytes));
        },
      ),
      { numRuns: 150, seed: 7 },
    );
  });

  it('random bytes alone are refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (bytes) => {
        expect(['not-an-image', 'unsupported-format', 'unreadable-image']).toContain(
          await refusal(bytes),
        );
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('a polyglot is only ever the picture it starts as', async () => {
    const html = Buffer.from('<html><script>alert(1)</script></html>');
    const { width, height } = await decodePicture(Buffer.concat([picture('seven.jpg'), html]));
    expect([width, height]).toEqual([96, 64]);
  });
});

describe('SVG', () => {
  it.each([
    'file:///etc/passwd',
    new URL('../../fixtures/pictures/negative.png', import.meta.url).href,
    'negative.png',
    'http://127.0.0.1:9/picture.png',
  ])('does not fetch %s', async (reference) => {
    expect(await isBlank(svg(`<image href="${reference}" width="100" height="100"/>`))).toBe(true);
  });

  it('draws what it carries inside', async () => {
    const inside = Buffer.from(picture('negative.png')).toString('base64');
    const image = `<image href="data:image/png;base64,${inside}" width="100" height="100"/>`;
    expect(await isBlank(svg(image))).toBe(false);
  });

  it('does not fill its entities from files', async () => {
    const doctype = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
    const bytes = svg('<text x="0" y="50">&x;</text>', undefined, doctype);
    expect(await refusal(bytes)).toBe('unreadable-image');
  });

  it('does not unfold a billion entities', async () => {
    let entities = '<!ENTITY a0 "aaaaaaaaaa">';
    for (let level = 1; level < 10; level++) {
      entities += `<!ENTITY a${level} "${`&a${level - 1};`.repeat(10)}">`;
    }
    const bytes = svg('<text>&a9;</text>', undefined, `<!DOCTYPE svg [${entities}]>`);
    expect(await refusal(bytes)).toBe('unreadable-image');
  });

  it('does not draw a billion references', { timeout: 30_000 }, async () => {
    let groups = '<g id="u0"><rect width="1" height="1"/></g>';
    for (let level = 1; level < 10; level++) {
      groups += `<g id="u${level}">${`<use xlink:href="#u${level - 1}"/>`.repeat(10)}</g>`;
    }
    const bytes = svg(`<defs>${groups}</defs><use xlink:href="#u9"/>`);
    expect(await refusal(bytes)).toBe('unreadable-image');
  });

  it('does not follow a hundred thousand nested groups', async () => {
    const bytes = svg('<g>'.repeat(100_000) + '</g>'.repeat(100_000));
    expect(await refusal(bytes)).toBe('unreadable-image');
  });

  describe('with a picture bomb inside', () => {
    const bomb = `data:image/png;base64,${Buffer.from(blackPng(20_000, 20_000)).toString('base64')}`;
    const image = `<image width="100" height="100" href="${bomb}"/>`;
    const nested = `data:image/svg+xml;base64,${Buffer.from(svg(image)).toString('base64')}`;
    it.each([
      ['too-many-pixels', svg(image)],
      ['too-many-pixels', svg(image.replace('href="', "xlink:href = '").replace('"/>', "'/>"))],
      [
        'too-many-pixels',
        svg(image.replace('<image', '<s:image'), 'xmlns:s="http://www.w3.org/2000/svg"'),
      ],
      ['too-many-pixels', svg(`<!-- <image a=' -->${image}<!-- ' /> -->`)],
      ['too-many-pixels', svg(`<filter id="f"><feImage href="${bomb}"/></filter>`)],
      ['unreadable-image', svg(`<image href="${nested}"/>`)],
      ['unreadable-image', svg(image.replace('data:', '&#100;ata:'))],
      [
        'unreadable-image',
        svg(
          '&x;',
          '',
          `<!DOCTYPE svg [<!ENTITY x "&#60;image href='data:image/png;base64,AAAA'/>">]>`,
        ),
      ],
      [
        'unreadable-image',
        svg('<image href="&x;"/>', '', `<!DOCTYPE svg [<!ENTITY x "data:image/png;base64,AAAA">]>`),
      ],
      ['unreadable-image', svg(image, '', '<?xml version="1.0" encoding="UTF-7"?>')],
    ])('refuses it with %s', async (code, bytes) => {
      const before = process.memoryUsage().rss;
      expect(await refusal(bytes)).toBe(code);
      expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
    });
  });

  it.each(['<image ', '<image "', "<feImage a='"])(
    'does not read on and on from tags that are never closed: %s',
    async (tag) => {
      const start = performance.now();
      expect(await refusal(svg(tag.repeat(100_000)))).toBe('unreadable-image');
      expect(performance.now() - start).toBeLessThan(2000);
    },
  );

  it('may give names to namespaces, as drawing programs do', async () => {
    const doctype = '<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">]>';
    const bytes = Buffer.from(
      `${doctype}<svg xmlns="&ns;" width="9" height="9"><rect width="9" height="9"/></svg>`,
    );
    expect(await isBlank(bytes)).toBe(false);
  });
});

describe('time', () => {
  it('is bounded whatever the decoder does', async () => {
    const forever = new Promise<never>(() => undefined);
    expect(await codeOf(bounded(forever, 0.02))).toBe('unreadable-image');
  });

  it('compressed metadata is not unpacked without end', async () => {
    const png = Buffer.from(blackPng(20, 20));
    const text = Buffer.concat([Buffer.from('k\0\0'), deflateSync(Buffer.alloc(50e6))]);
    const chunk = Buffer.alloc(12 + text.length);
    chunk.writeUInt32BE(text.length);
    chunk.write('zTXt', 4, 'latin1');
    text.copy(chunk, 8);
    const bytes = Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
    const start = performance.now();
    await refusal(bytes);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
