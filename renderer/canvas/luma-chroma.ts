/**
 * Luminance and colour components of ITU-R BT.601 in full range (0 to 255), as JPEG files have them
 * (JFIF 1.02, page 3). Cb and Cr of a grey are 128.
 */
export const lumaChroma = {
  y: { offset: 0, red: 0.299, green: 0.587, blue: 0.114 },
  cb: { offset: 128, red: -0.168736, green: -0.331264, blue: 0.5 },
  cr: { offset: 128, red: 0.5, green: -0.418688, blue: -0.081312 },
} as const;

export type LumaChroma = keyof typeof lumaChroma;

/** Rounded and kept within a byte, as JFIF prescribes: pure blue's Cb would be 255.5. */
const byte = (value: number) => Math.min(255, Math.max(0, Math.round(value)));

/** One component of a colour, 0 to 255. */
export function component(of: LumaChroma, red: number, green: number, blue: number): number {
  const weights = lumaChroma[of];
  return byte(weights.offset + weights.red * red + weights.green * green + weights.blue * blue);
}

/** How much of each colour component a channel takes back, beside the whole luminance (JFIF 1.02, page 4). */
export const backToColour = {
  red: { cb: 0, cr: 1.402 },
  green: { cb: -0.344136, cr: -0.714136 },
  blue: { cb: 1.772, cr: 0 },
} as const;

/** The colour that a luminance and two colour components stand for, each 0 to 255. */
export function colourOf(y: number, cb: number, cr: number): [number, number, number] {
  const { red, green, blue } = backToColour;
  const [blueness, redness] = [cb - 128, cr - 128];
  const channel = (weights: { cb: number; cr: number }) =>
    byte(y + weights.cb * blueness + weights.cr * redness);
  return [channel(red), channel(green), channel(blue)];
}
