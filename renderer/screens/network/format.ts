import { i18n } from '../../messages/i18n.svelte.ts';

/** A number with so many decimals as it needs, at most four: 0.2, 1.656. */
export function brief(value: number, decimals = 4): string {
  // -0 would be written with its sign.
  const rounded = Number(value.toFixed(decimals)) + 0;
  return new Intl.NumberFormat(i18n.locale, { maximumFractionDigits: decimals }).format(rounded);
}

/** A positive number of any size: 5.2383, 41,753, or 1.628 × 10⁹ where it has more than seven digits. */
export function anySize(value: number): string {
  if (value < 10_000) return i18n.number(value, 4);
  if (value < 1e7) return i18n.number(value, 0);
  const [mantissa, exponent = ''] = value.toExponential(3).split('e+');
  const raised = [...exponent].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
  return `${i18n.number(Number(mantissa), 3)} × 10${raised}`;
}

/** As a factor of a product: a negative one in brackets. */
export function factor(value: number): string {
  return value < 0 ? `(${brief(value)})` : brief(value);
}

/** A number with four decimals, for columns of them: never -0.0000. */
export function fixed(value: number): string {
  return i18n.number(Number(value.toFixed(4)) + 0, 4);
}
