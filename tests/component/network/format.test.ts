import { describe, expect, it } from 'vitest';
import { anySize } from '../../../renderer/screens/network/format.ts';

describe('anySize', () => {
  it.each([
    [5.23834, '5.2383'],
    [9999.99, '9,999.9900'],
    [41_753.6, '41,754'],
    [9_999_999, '9,999,999'],
    [Math.exp(20), '4.852 × 10⁸'],
    [Math.exp(60), '1.142 × 10²⁶'],
  ])('writes %d as one writes it by hand: %s', (value, text) => {
    expect(anySize(value)).toBe(text);
  });
});
