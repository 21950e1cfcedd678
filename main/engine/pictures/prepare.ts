import { sharp } from './load-sharp.ts';
import { MebaeError, type PreparedPicture } from '../../../preload/contract.ts';
import type { PictureShape } from '../data/labelled.ts';
import { placeByArea } from './area.ts';
import { inkOf } from './background.ts';
import { decodePicture } from './decode.ts';
import { shownSide } from './limits.ts';
import type { DatasetLook } from './look.ts';
import { inkToLevels, placeLike } from './normalise.ts';
import type { Pixels } from './pixels.ts';
import { borderRing, luma, median, type Plane } from './plane.ts';
import { hasLook } from './same-look.ts';
import { enlargeTo, fitInside } from './vips.ts';

/** Small pictures are enlarged to this many times the network's size before they are cut out. */
const enlarged = 8;

type NetworkInput = Omit<PreparedPicture, 'original'>;

/**
 * Makes of an untrusted file what a network receives, the way its training pictures were made:
 * decoded, grey, background of the right side, cut out, scaled and centred. Colour networks get the
 * picture resized.
 *
 * @param bytes a file of any supported format
 * @param input what the network takes; 1 channel (grey) or 3 (red, green, blue)
 * @param look of the network's training set
 * @throws MebaeError as `decodePicture`; `network-invalid` for other numbers of channels
 */
export async function preparePicture(
  bytes: Uint8Array,
  input: PictureShape,
  look: DatasetLook,
): Promise<PreparedPicture> {
  if (input.channels !== 1 && input.channels !== 3) {
    throw new MebaeError('network-invalid', `pictures cannot have ${input.channels} channels`);
  }
  const pixels = await decodePicture(bytes);
  const prepared =
    input.channels === 3 ? await colourInput(pixels, input) : await greyInput(pixels, input, look);
  return { original: await fitInside(pixels, shownSide), ...prepared };
}

async function greyInput(
  pixels: Pixels,
  input: PictureShape,
  look: DatasetLook,
): Promise<NetworkInput> {
  const picture = luma(pixels.rgba, pixels.width, pixels.height);
  const alike = asItIs(picture, input, look);
  if (alike) return alike;
  if (!look.plain) {
    const { data } = await contained(pixels, input);
    const resized = luma(data, input.width, input.height);
    return { inverted: false, centred: false, input: bytesOf(resized) };
  }
  // Ink smaller than its place in the frame would come out in squares.
  const large = await enlargeTo(pixels, enlarged * Math.max(input.width, input.height));
  const { ink, bright } = inkOf(luma(large.rgba, large.width, large.height));
  const placed = placeLike(look, ink, input);
  return {
    inverted: bright !== look.bright,
    centred: placed.values.some((value) => value > 0),
    input: inkToLevels(look, placed),
  };
}

/** A picture of the network's size, or of a multiple, that has the look already, perhaps as a negative. */
function asItIs(picture: Plane, input: PictureShape, look: DatasetLook): NetworkInput | null {
  const { width, height } = input;
  const times = picture.width / width;
  if (!Number.isInteger(times) || picture.height !== times * height) return null;
  const small = placeByArea(picture, width, height, { scale: 1 / times, left: 0, top: 0 });
  const negative = { ...small, values: small.values.map((value) => 255 - value) };
  const found = [small, negative].find((candidate) => hasLook(look, candidate));
  if (!found) return null;
  return { inverted: found === negative, centred: false, input: bytesOf(found) };
}

function bytesOf(plane: Plane): Uint8Array {
  return Uint8Array.from(plane.values, (value) => Math.min(255, Math.max(0, Math.round(value))));
}

async function colourInput(pixels: Pixels, input: PictureShape): Promise<NetworkInput> {
  const { data } = await contained(pixels, input);
  const rgb = new Uint8Array(input.width * input.height * 3);
  for (let pixel = 0; pixel < input.width * input.height; pixel++) {
    rgb.set(data.subarray(pixel * 4, pixel * 4 + 3), pixel * 3);
  }
  return { inverted: false, centred: false, input: rgb };
}

/** All of the picture in the network's frame, undistorted; what stays free gets the border's colour. */
async function contained({ width, height, rgba }: Pixels, input: PictureShape) {
  const channel = (index: number) =>
    median(
      borderRing({
        width,
        height,
        values: Float32Array.from({ length: width * height }, (_, at) => rgba[at * 4 + index]!),
      }),
    );
  return sharp(rgba, { raw: { width, height, channels: 4 } })
    .resize(input.width, input.height, {
      fit: 'contain',
      background: { r: channel(0), g: channel(1), b: channel(2), alpha: 1 },
    })
    .raw()
    .toBuffer({ resolveWithObject: true });
}
