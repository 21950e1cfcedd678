import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadDataset, type Dataset } from '../../../main/engine/data/datasets.ts';
import { centreOfMass } from '../../../main/engine/pictures/ink.ts';
import { measureLook } from '../../../main/engine/pictures/look.ts';
import { planeOf } from '../../../main/engine/pictures/plane.ts';
import { preparePicture } from '../../../main/engine/pictures/prepare.ts';
import { assets } from '../data/files.ts';
import { codeOf, picture } from './files.ts';

const grey = { height: 28, width: 28, channels: 1 };
const size = 784;
let mnist: Dataset;
let fashion: Dataset;
beforeAll(async () => {
  [mnist, fashion] = await Promise.all([
    loadDataset('mnist', assets),
    loadDataset('fashion-mnist', assets),
  ]);
});

const sample = ({ validation }: Dataset, index: number) =>
  validation.images.subarray(index * size, (index + 1) * size);
const raw = (width: number, height: number) => ({ raw: { width, height, channels: 1 } }) as const;
const png = (bytes: Uint8Array, width: number, height: number) =>
  sharp(bytes, raw(width, height)).png().toBuffer();
const negative = (bytes: Uint8Array) => bytes.map((value) => 255 - value);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A digit as a pen leaves it on paper: 190 pixels high, off the middle, lit from the upper left. */
async function onPaper(digit: Uint8Array, number: number): Promise<Uint8Array> {
  const [width, height, side] = [300, 400, 190];
  const large = await sharp(negative(digit), raw(28, 28))
    .resize(side, side, { kernel: 'cubic' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const [left, top] = [20 + ((number * 37) % 90), 10 + ((number * 53) % 190)];
  const sheet = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inside = x >= left && x < left + side && y >= top && y < top + side;
      const value = inside ? large[(y - top) * side + x - left]! : 255;
      sheet[y * width + x] = value * (0.95 - 0.35 * ((x / width + y / height) / 2) ** 2);
    }
  }
  return png(sheet, width, height);
}

describe('digits on paper', () => {
  it('become what MNIST made of them', async () => {
    const differences: number[] = [];
    const distances: number[] = [];
    for (let index = 0; index < 40; index++) {
      const digit = sample(mnist, index);
      const { input, inverted, centred } = await preparePicture(
        await onPaper(digit, index),
        grey,
        mnist.look,
      );
      expect([inverted, centred]).toEqual([true, true]);
      differences.push(mean([...input].map((value, at) => Math.abs(value - digit[at]!))));
      const [made, original] = [input, digit].map((bytes) => centreOfMass(planeOf(28, 28, bytes)));
      // Where MNIST centres, to the half pixel that whole pixels leave.
      expect(Math.abs(made!.x - 14.5)).toBeLessThanOrEqual(0.7);
      expect(Math.abs(made!.y - 14.5)).toBeLessThanOrEqual(0.7);
      distances.push(Math.hypot(made!.x - original!.x, made!.y - original!.y));
    }
    expect(mean(differences)).toBeLessThan(10);
    expect(mean(distances)).toBeLessThan(0.5);
  });

  it('keep their strokes when the pen is thin', async () => {
    const pen = (width: number) =>
      Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="1000">' +
          '<rect width="1000" height="1000" fill="#fff"/><path d="M300 200H700L450 850" ' +
          `fill="none" stroke="#000" stroke-width="${width}"/></svg>`,
      );
    const [thin, thick] = await Promise.all(
      [4, 75].map(async (width) => {
        const { input } = await preparePicture(pen(width), grey, mnist.look);
        return [...input].reduce((sum, value) => sum + value, 0);
      }),
    );
    expect(thin!).toBeGreaterThan(0.6 * thick!);
  });

  it('do without dust', async () => {
    const clean = await preparePicture(picture('seven.png'), grey, mnist.look);
    const dusty = await sharp(picture('seven.png'))
      .composite([
        {
          input: { create: { width: 2, height: 2, channels: 3, background: '#000' } },
          left: 85,
          top: 55,
        },
      ])
      .png()
      .toBuffer();
    const { input } = await preparePicture(dusty, grey, mnist.look);
    expect([...input]).toEqual([...clean.input]);
  });

  it('are the same in white on black, and on nothing', async () => {
    const paper = await preparePicture(picture('seven.png'), grey, mnist.look);
    const board = await preparePicture(picture('negative.png'), grey, mnist.look);
    const nothing = await preparePicture(picture('clear.png'), grey, mnist.look);
    expect([paper.inverted, board.inverted, nothing.inverted]).toEqual([true, false, true]);
    const differ = (other: Uint8Array) =>
      Math.max(...other.map((value, at) => Math.abs(value - paper.input[at]!)));
    expect(differ(board.input)).toBeLessThan(3);
    expect(differ(nothing.input)).toBeLessThan(3);
  });
});

describe('pictures that look like the training pictures', () => {
  it.each(['mnist', 'fashion-mnist'] as const)('of %s pass as they are', async (id) => {
    const dataset = id === 'mnist' ? mnist : fashion;
    let unchanged = 0;
    for (let index = 0; index < 100; index++) {
      const original = sample(dataset, index);
      const { input } = await preparePicture(await png(original, 28, 28), grey, dataset.look);
      if (Buffer.compare(input, original) === 0) unchanged++;
    }
    expect(unchanged).toBeGreaterThanOrEqual(98);
  });

  it('pass as negatives, and enlarged by a whole number', async () => {
    const original = sample(mnist, 3);
    const large = await sharp(negative(original), raw(28, 28))
      .resize(280, 280, { kernel: 'nearest' })
      .png()
      .toBuffer();
    for (const bytes of [await png(negative(original), 28, 28), large]) {
      const { input, inverted, centred } = await preparePicture(bytes, grey, mnist.look);
      expect([...input]).toEqual([...original]);
      expect([inverted, centred]).toEqual([true, false]);
    }
  });
});

describe('other pictures', () => {
  it.each(['#fff', '#000', '#888'])('blank in %s are background', async (background) => {
    const bytes = await sharp({ create: { width: 90, height: 70, channels: 3, background } })
      .png()
      .toBuffer();
    const { input, centred } = await preparePicture(bytes, grey, mnist.look);
    expect([...input]).toEqual(new Array(size).fill(0));
    expect(centred).toBe(false);
  });

  it('blank but for the noise of a camera are background', async () => {
    const noise = Uint8Array.from(
      { length: 200 * 150 },
      (_, at) => 190 + ((at * 2_654_435_761) % 13),
    );
    const { input } = await preparePicture(await png(noise, 200, 150), grey, mnist.look);
    expect(Math.max(...input)).toBe(0);
  });

  it.each([
    [1, 1],
    [1, 500],
    [500, 1],
    [2, 2],
  ])('of %i x %i pixels are no trouble', async (width, height) => {
    const bytes = await png(
      new Uint8Array(width * height).map((_, at) => (at % 3) * 100),
      width,
      height,
    );
    const { input } = await preparePicture(bytes, grey, mnist.look);
    expect(input).toHaveLength(size);
  });

  it('are shown upright and at most 512 pixels a side', async () => {
    const bytes = await sharp({
      create: { width: 900, height: 600, channels: 3, background: '#07f' },
    })
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { original } = await preparePicture(bytes, grey, mnist.look);
    expect([original.width, original.height]).toEqual([341, 512]);
    expect(original.rgba).toHaveLength(341 * 512 * 4);
  });

  it('keep their colours for a colour network, in a frame of the border', async () => {
    const input = { height: 4, width: 8, channels: 3 };
    const bytes = await sharp({
      create: { width: 40, height: 40, channels: 3, background: '#f80' },
    })
      .png()
      .toBuffer();
    const prepared = await preparePicture(bytes, input, mnist.look);
    expect([...prepared.input]).toEqual(new Array(32).fill([255, 136, 0]).flat());
    expect([prepared.inverted, prepared.centred]).toEqual([false, false]);
  });

  it('are only resized where the training pictures have no even background', async () => {
    const noisy = Uint8Array.from({ length: 100 * 64 }, (_, at) => (at * 2_654_435_761) % 256);
    const look = measureLook(noisy, { height: 8, width: 8, channels: 1 });
    expect(look.plain).toBe(false);
    const bytes = await png(new Uint8Array(1600).fill(77), 40, 40);
    const prepared = await preparePicture(bytes, { height: 8, width: 8, channels: 1 }, look);
    expect([...prepared.input]).toEqual(new Array(64).fill(77));
  });

  it('are refused for networks of two channels', async () => {
    const input = { ...grey, channels: 2 };
    expect(await codeOf(preparePicture(picture('seven.png'), input, mnist.look))).toBe(
      'network-invalid',
    );
  });
});
