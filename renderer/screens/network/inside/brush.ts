/**
 * A picture with a soft round dot of white added at (x, y), in pixels: what is brighter already stays.
 * The dot is about a pen's width on 28 pixels, and grows with the picture.
 */
export function dab(
  pixels: Uint8Array,
  { width, height, channels }: { width: number; height: number; channels: number },
  x: number,
  y: number,
): Uint8Array {
  const painted = pixels.slice();
  const scale = Math.max(1, width / 28);
  const reach = Math.ceil(2 * scale);
  for (let row = Math.floor(y) - reach; row <= y + reach; row += 1) {
    for (let column = Math.floor(x) - reach; column <= x + reach; column += 1) {
      if (row < 0 || row >= height || column < 0 || column >= width) continue;
      const distance = Math.hypot(column + 0.5 - x, row + 0.5 - y) / scale;
      const value = Math.round(255 * Math.max(0, Math.min(1, 1.7 - distance)));
      for (let channel = 0; channel < channels; channel += 1) {
        const at = (row * width + column) * channels + channel;
        painted[at] = Math.max(painted[at] ?? 0, value);
      }
    }
  }
  return painted;
}
