/** Blue, white, orange: the ends are told apart by colour-blind eyes, and white is nothing. */
const ends = { negative: [0, 114, 178], positive: [217, 122, 0] } as const;

/** The colour of `value` on a scale from -`limit` to `limit`: [red, green, blue], 0 to 255. */
export function divergingColour(value: number, limit: number): [number, number, number] {
  const share = limit > 0 ? Math.min(1, Math.abs(value) / limit) : 0;
  const [red, green, blue] = value < 0 ? ends.negative : ends.positive;
  const mix = (end: number) => Math.round(255 + (end - 255) * share);
  return [mix(red), mix(green), mix(blue)];
}

/** RGBA bytes of the values, one pixel each. */
export function divergingPixels(values: ArrayLike<number>, limit: number): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(values.length * 4);
  for (let index = 0; index < values.length; index += 1) {
    pixels.set(divergingColour(values[index] ?? 0, limit), index * 4);
    pixels[index * 4 + 3] = 255;
  }
  return pixels;
}

/** What all but the farthest hundredth stay within: one far-off weight does not pale all others. */
export function divergingLimit(values: Float32Array): number {
  const sizes = values.map(Math.abs).sort();
  return sizes[Math.floor((sizes.length - 1) * 0.99)] ?? 0;
}
