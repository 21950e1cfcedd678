/**
 * Cuts the bundled photographs out of those that scikit-image carries (README.md of this folder says
 * whose they are): `npx tsx assets/pictures/photographs.ts FOLDER`, where FOLDER is `skimage/data` of
 * its source package. Only the middle is cut out, nothing is scaled: a pixel stays what was photographed.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import sharp from 'sharp';

const photographs = [
  {
    name: 'cat',
    source: 'chelsea.png',
    sha256: '596aa1e7cb875eb79f437e310381d26b338a81c2da23439704a73c4651e8c4bb',
    square: { left: 70, top: 0, width: 300, height: 300 },
  },
  {
    name: 'coffee',
    source: 'coffee.png',
    sha256: 'cc02f8ca188b167c775a7101b5d767d1e71792cf762c33d6fa15a4599b5a8de7',
    square: { left: 80, top: 0, width: 400, height: 400 },
  },
  {
    name: 'rocket',
    source: 'rocket.jpg',
    sha256: 'c2dd0de7c538df8d111e479619b129464d0269d0ae5fd18ca91d33a7fdfea95c',
    square: { left: 106, top: 0, width: 427, height: 427 },
  },
];

const [from] = process.argv.slice(2);
if (from === undefined) throw new Error('Say in which folder scikit-image has its pictures.');
const target = path.resolve(
  import.meta.dirname,
  '../../renderer/screens/images/photograph/pictures',
);
for (const { name, source, sha256, square } of photographs) {
  const bytes = await readFile(path.join(from, source));
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) throw new Error(`${source} is another picture: ${found}`);
  await sharp(bytes)
    .extract(square)
    // Colour in full: the room shows the planes Cb and Cr, which JPEG would else halve.
    .jpeg({ quality: 90, chromaSubsampling: '4:4:4', mozjpeg: true })
    .toFile(path.join(target, `${name}.jpg`));
}
