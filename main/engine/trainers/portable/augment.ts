import type { NetworkSpec, TrainSpec } from '../../../../preload/contract.ts';
import type { RandomGenerator } from '../random.ts';

export type Augmentation = NonNullable<TrainSpec['augmentation']>;

/**
 * Writes `source` (one picture, height x width x channels bytes) to `target` as 0 to 1: mirrored left
 * to right half the time where `flip` says so, turned by up to ±`rotate` degrees about its centre,
 * shifted by up to ±`shift` pixels each way, all uniform. What comes in from outside repeats the
 * edge's pixels; between pixels bilinear: the same map as the native engine's (graph/augmentation.ts).
 */
export function augment(
  source: Uint8Array,
  target: Float32Array,
  { height, width, channels }: NetworkSpec['input'],
  { shift, rotate, flip }: Augmentation,
  random: RandomGenerator,
): void {
  const draw = () => 2 * random.fraction() - 1;
  const angle = (draw() * rotate * Math.PI) / 180;
  const [shiftX, shiftY] = [draw() * shift, draw() * shift];
  const mirror = draw() >= 0 && flip ? -1 : 1;
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];

  // No array or closure in here: this runs for every pixel of every epoch.
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      // Backwards: where in the source this pixel comes from.
      const right = x - middleX;
      const down = y - middleY;
      const fromX = within(mirror * (cosine * right - sine * down) + middleX + shiftX, width);
      const fromY = within(sine * right + cosine * down + middleY + shiftY, height);
      const left = Math.floor(fromX);
      const top = Math.floor(fromY);
      const partX = fromX - left;
      const partY = fromY - top;
      const upperLeft = (top * width + left) * channels;
      const toRight = left + 1 < width ? channels : 0;
      const toLower = top + 1 < height ? width * channels : 0;
      const pixel = (y * width + x) * channels;
      for (let channel = 0; channel < channels; channel += 1) {
        const corner = upperLeft + channel;
        const upper = source[corner]! * (1 - partX) + source[corner + toRight]! * partX;
        const lower =
          source[corner + toLower]! * (1 - partX) + source[corner + toLower + toRight]! * partX;
        target[pixel + channel] = (upper * (1 - partY) + lower * partY) / 255;
      }
    }
  }
}

/** The nearest place inside a side of `length` pixels. */
function within(place: number, length: number): number {
  return Math.min(Math.max(place, 0), length - 1);
}
