/**
 * A picture's numbers as text, a row a line, columns aligned to the right: what a program prints of an
 * array, and what can be pasted into one.
 *
 * @param pixels height x width numbers
 */
export function listing(pixels: ArrayLike<number>, width: number): string {
  const digits = Math.max(...Array.from(pixels, (value) => String(value).length));
  const rows = Array.from({ length: pixels.length / width }, (_, row) =>
    Array.from({ length: width }, (_, column) =>
      String(pixels[row * width + column]).padStart(digits),
    ).join(', '),
  );
  return `[[${rows.join('],\n [')}]]`;
}

/** A picture's numbers one after another: the vector that a network receives. */
export function vector(pixels: ArrayLike<number>): string {
  return `[${Array.from(pixels).join(', ')}]`;
}
