/**
 * Every black-and-white picture of so many pixels, counting up as binary numbers do, the first pixel the
 * highest digit: 2 ** pixels of them.
 *
 * @param pixels at most 16
 */
export function allPictures(pixels: number): Uint8Array[] {
  return Array.from({ length: 2 ** pixels }, (_, code) =>
    Uint8Array.from({ length: pixels }, (_, pixel) => (code >> (pixels - 1 - pixel)) & 1),
  );
}

/** How many there are: 2 ** 64 is more than a number holds exactly. */
export const countPictures = (pixels: number): bigint => 2n ** BigInt(pixels);

/** Values (white 0, black 1) as the greys that show them. */
export const asGreys = (values: Uint8Array): Uint8Array =>
  values.map((value) => (value === 0 ? 255 : 0));
