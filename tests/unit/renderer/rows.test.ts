import { describe, expect, it } from 'vitest';
import { visibleRows } from '../../../renderer/screens/try/rows.ts';

describe('rows in sight', () => {
  it('are those of the window and a few around it', () => {
    // 600 px of 60 px rows from row 100: rows 100 to 110, six more on each side.
    expect(visibleRows(10_000, 6000, 600, 60)).toEqual({ from: 94, to: 116 });
  });

  it('stay within the list, also while it shrinks under the scroll position', () => {
    expect(visibleRows(3, 0, 600, 60)).toEqual({ from: 0, to: 3 });
    expect(visibleRows(0, 0, 600, 60)).toEqual({ from: 0, to: 0 });
    expect(visibleRows(5, 60_000, 600, 60)).toEqual({ from: 5, to: 5 });
  });
});
