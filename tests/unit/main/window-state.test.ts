import { describe, expect, it } from 'vitest';
import { placeWindow } from '../../../main/window-state.ts';

const screen = { x: 0, y: 25, width: 1920, height: 1055 };
const projector = { x: 1920, y: 0, width: 1280, height: 720 };

describe('placeWindow', () => {
  it('opens 1440 x 900 in the middle at first', () => {
    expect(placeWindow(null, [screen])).toEqual({ x: 240, y: 103, width: 1440, height: 900 });
  });

  it('is smaller where the screen is, but never below the least size', () => {
    expect(placeWindow(null, [projector])).toMatchObject({ width: 1280, height: 720 });
    expect(placeWindow(null, [{ x: 0, y: 0, width: 640, height: 480 }])).toEqual({
      x: 0,
      y: 0,
      width: 800,
      height: 600,
    });
  });

  it('opens where it was, on the second screen too', () => {
    const saved = { x: 2000, y: 50, width: 1000, height: 650 };
    expect(placeWindow(saved, [screen, projector])).toEqual(saved);
  });

  it('comes back to the first screen when its own is gone', () => {
    const saved = { x: 2000, y: 50, width: 1000, height: 650 };
    expect(placeWindow(saved, [screen])).toEqual({ x: 460, y: 228, width: 1000, height: 650 });
  });

  it('is pulled in where it hangs over the edge', () => {
    const saved = { x: 1700, y: 900, width: 1000, height: 650 };
    expect(placeWindow(saved, [screen])).toEqual({ x: 920, y: 430, width: 1000, height: 650 });
  });
});
