import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { photographNames } from '../../../renderer/screens/images/photograph/photographs.ts';

const checkout = path.resolve(import.meta.dirname, '../../..');
const folder = path.join(checkout, 'renderer/screens/images/photograph/pictures');
const files = await readdir(folder);

describe('the bundled photographs', () => {
  it('are all offered, and nothing else is kept beside them', () => {
    expect(files.map((file) => path.parse(file).name).sort()).toEqual([...photographNames].sort());
  });

  it.each(files)('%s is a small, square picture in colour, of pixels enough', async (file) => {
    const bytes = await readFile(path.join(folder, file));
    expect(bytes.length).toBeLessThan(150_000);
    const { width, height } = await sharp(bytes).metadata();
    expect(width).toBe(height);
    expect(width).toBeGreaterThanOrEqual(256);
    const [red, , blue] = (await sharp(bytes).stats()).channels;
    expect(red!.mean).not.toBeCloseTo(blue!.mean, 0);
  });

  it('are told with their origin and licence', async () => {
    const readme = await readFile(path.join(checkout, 'assets/pictures/README.md'), 'utf8');
    const told = [...readme.matchAll(/^\| `(?<name>[\w-]+)`/gm)].map(
      ({ groups }) => groups!['name'],
    );
    expect(told.sort()).toEqual([...photographNames].sort());
  });
});
