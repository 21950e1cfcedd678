import { describe, expect, it } from 'vitest';
import { highest } from '../../../main/engine/results/highest.ts';
import { nudge, readNumber } from '../../../renderer/parts/number.ts';

const epochs = { min: 1, max: 1000, integer: true };
const rate = { min: 1e-6, max: 10, logarithmic: true };

describe('reading a typed number', () => {
  it('takes digits, full-width digits, thousands commas and exponents', () => {
    expect(readNumber('20', epochs)).toBe(20);
    expect(readNumber('２０', epochs)).toBe(20);
    expect(readNumber('1,000', epochs)).toBe(1000);
    expect(readNumber('1e-3', rate)).toBe(0.001);
  });

  it('refuses what is no number of the range', () => {
    for (const text of ['', ' ', 'x', '0', '1001', '2.5', 'Infinity', 'NaN']) {
      expect(readNumber(text, epochs)).toBeNull();
    }
  });
});

describe('nudging', () => {
  it('steps whole numbers and stops at the limits', () => {
    expect(nudge(20, 1, epochs)).toBe(21);
    expect(nudge(1, -10, epochs)).toBe(1);
    expect(nudge(995, 10, epochs)).toBe(1000);
  });

  it('doubles a logarithmic number in four steps, and never sticks', () => {
    expect(nudge(0.001, 4, rate)).toBe(0.002);
    expect(nudge(0.001, -4, rate)).toBe(0.0005);
    expect(nudge(1, 1, { ...epochs, logarithmic: true })).toBe(2);
    expect(nudge(2, -1, { ...epochs, logarithmic: true })).toBe(1);
  });
});

describe('the highest unit', () => {
  it("is the lecture's class 2 of 0.0068, 0.1592, 0.8340", () => {
    expect(highest([0.0068, 0.1592, 0.834])).toBe(2);
    expect(highest([0.5, 0.5])).toBe(0);
    expect(highest([])).toBe(-1);
  });
});
