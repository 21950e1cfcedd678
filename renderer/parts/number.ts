/** Limits of a number that a person sets. */
export interface NumberRange {
  min: number;
  max: number;
  /** Whole numbers only. */
  integer?: boolean;
  /** Moves by factors instead of steps: learning rates, unit counts. */
  logarithmic?: boolean;
}

/** What was typed, as a number within the range; null where it isn't one. Full-width digits are read too, as a Japanese keyboard types them. */
export function readNumber(text: string, range: NumberRange): number | null {
  const plain = text.normalize('NFKC').replaceAll(',', '').trim();
  const value = plain === '' ? NaN : Number(plain);
  const valid =
    Number.isFinite(value) &&
    value >= range.min &&
    value <= range.max &&
    (!range.integer || Number.isInteger(value));
  return valid ? value : null;
}

const digits = (value: number) => Number(value.toPrecision(2));

/** `value` moved by `steps` (1: an arrow key, a few pixels of a drag), kept within the range. */
export function nudge(value: number, steps: number, range: NumberRange): number {
  const moved = range.logarithmic ? value * 2 ** (steps / 4) : value + steps;
  let rounded = range.integer ? Math.round(moved) : digits(moved);
  // A factor that rounds back to the same number would leave a whole number stuck.
  if (rounded === value && steps !== 0) {
    rounded = range.integer ? value + Math.sign(steps) : digits(value * (steps > 0 ? 1.1 : 0.9));
  }
  return Math.min(range.max, Math.max(range.min, rounded));
}
