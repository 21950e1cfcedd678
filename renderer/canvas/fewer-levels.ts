/**
 * The code of a value among `levels` equal steps: with 4 levels 0 to 63 is 0 (black), 64 to 127 is 1
 * (dark grey), 128 to 191 is 2 (light grey), 192 to 255 is 3 (white), as in the lecture (6.1).
 *
 * @param value 0 to 255
 * @param levels 2 to 256; 256 leaves the value as it is
 */
export function levelCode(value: number, levels: number): number {
  return Math.floor((value * levels) / 256);
}

/** The value that a code is shown with: the lowest code black, the highest white, even steps between. */
export function levelValue(code: number, levels: number): number {
  return Math.round((code * 255) / (levels - 1));
}

/** `levelCode` of each value. */
export function levelCodes(values: Uint8Array, levels: number): Uint8Array {
  const codes = Uint8Array.from({ length: 256 }, (_, value) => levelCode(value, levels));
  return values.map((value) => codes[value]!);
}

/** `levelValue` of each code. */
export function levelValues(codes: Uint8Array, levels: number): Uint8Array {
  const values = Uint8Array.from({ length: levels }, (_, code) => levelValue(code, levels));
  return codes.map((code) => values[code]!);
}
