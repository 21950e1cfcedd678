import * as v from 'valibot';

export const minimumSize = { width: 800, height: 600 } as const;
const preferredSize = { width: 1440, height: 900 } as const;

const pixels = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000));

export const WindowStateSchema = v.strictObject({
  version: v.literal(1),
  /** The bounds when not maximised; null before the first move. */
  bounds: v.nullable(v.strictObject({ x: pixels, y: pixels, width: pixels, height: pixels })),
  maximised: v.boolean(),
});
export type WindowState = v.InferOutput<typeof WindowStateSchema>;
export const defaultWindowState: WindowState = { version: 1, bounds: null, maximised: false };

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Where the window opens: at its last place if that is still on a screen, otherwise in the middle of
 * the first one. Screens come and go (projectors); a window that opens where none is can't be got back.
 * @param workAreas of every screen, in device-independent pixels, the main one first
 */
export function placeWindow(
  saved: WindowState['bounds'],
  workAreas: readonly [Rectangle, ...Rectangle[]],
): Rectangle {
  const home = workAreas.find((area) => saved !== null && reachable(saved, area)) ?? workAreas[0];
  const width = fit(saved?.width ?? preferredSize.width, minimumSize.width, home.width);
  const height = fit(saved?.height ?? preferredSize.height, minimumSize.height, home.height);
  if (saved === null || !reachable(saved, home)) {
    return {
      x: home.x + Math.max(0, Math.round((home.width - width) / 2)),
      y: home.y + Math.max(0, Math.round((home.height - height) / 2)),
      width,
      height,
    };
  }
  return {
    x: fit(saved.x, home.x, home.x + home.width - width),
    y: fit(saved.y, home.y, home.y + home.height - height),
    width,
    height,
  };
}

/** Whether enough of the title bar is on the screen to take hold of it. */
function reachable(window: Rectangle, area: Rectangle): boolean {
  const overlap =
    Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  return overlap >= 100 && window.y >= area.y - 10 && window.y <= area.y + area.height - 40;
}

/** The value within the limits; the lower one where they contradict each other. */
function fit(value: number, minimum: number, maximum: number): number {
  return Math.max(minimum, Math.min(value, maximum));
}
