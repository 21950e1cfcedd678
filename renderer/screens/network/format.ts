import { i18n } from '../../messages/i18n.svelte.ts';

/** A number with so many decimals as it needs, at most four: 0.2, 1.656. */
export function brief(value: number, decimals = 4): string {
  // -0 would be written with its sign.
  const rounded = Number(value.toFixed(decimals)) + 0;
  return new Intl.NumberFormat(i18n.locale, { maximumFractionDigits: decimals }).format(rounded);
}

/** A positive number of any size: 5.2383, or 1.628E5 where it has more than four digits before the point. */
export function anySize(value: number): string {
  if (value < 10_000) return i18n.number(value, 4);
  return new Intl.NumberFormat(i18n.locale, {
    notation: 'scientific',
    maximumFractionDigits: 3,
  }).format(value);
}

/** As a factor of a product: a negative one in brackets. */
export function factor(value: number): string {
  return value < 0 ? `(${brief(value)})` : brief(value);
}

/** A number with four decimals, for columns of them: never -0.0000. */
export function fixed(value: number): string {
  return i18n.number(Number(value.toFixed(4)) + 0, 4);
}
