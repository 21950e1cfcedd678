import type { NetworkSpec, TrainSpec } from '../../../../preload/contract.ts';
import type { RandomGenerator } from '../random.ts';

export type Augmentation = NonNullable<TrainSpec['augmentation']>;

/**
 * Writes `source` (one picture, height x width x channels bytes) to `target` as 0 to 1, shifted by
 * up to `shift` pixels each way, turned about its centre by up to `rotate` degrees, and mirrored
 * left to right half of the times where `flip` says so; all uniform. Between pixels bilinear;
 * outside the picture 0.
 */
export function augment(
  source: Uint8Array,
  target: Float32Array,
  { height, width, channels }: NetworkSpec['input'],
  { shift, rotate, flip }: Augmentation,
  random: RandomGenerator,
): void {
  const around = (extent: number) => (2 * random.fraction() - 1) * extent;
  const angle = (around(rotate) * Math.PI) / 180;
  const [shiftX, shiftY] = [around(shift), around(shift)];
  const mirrored = random.fraction() < 0.5 && flip ? -1 : 1;
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  const at = (y: number, x: number, channel: number) =>
    y < 0 || y >= height || x < 0 || x >= width ? 0 : source[(y * width + x) * channels + channel]!;

  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      // Backwards: where in the source this pixel comes from.
      const [right, down] = [x - middleX - shiftX, y - middleY - shiftY];
      const fromX = mirrored * (cosine * right + sine * down) + middleX;
      const fromY = cosine * down - sine * right + middleY;
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      const [partX, partY] = [fromX - left, fromY - top];
      for (let channel = 0; channel < channels; channel += 1) {
        const upper = at(top, left, channel) * (1 - partX) + at(top, left + 1, channel) * partX;
        const lower =
          at(top + 1, left, channel) * (1 - partX) + at(top + 1, left + 1, channel) * partX;
        target[(y * width + x) * channels + channel] = (upper * (1 - partY) + lower * partY) / 255;
      }
    }
  }
}
