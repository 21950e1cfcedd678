import type { Box, Plane } from './plane.ts';

/** The smallest box with every pixel above `threshold`; null where there is none. */
export function inkBox({ width, height, values }: Plane, threshold: number): Box | null {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (values[y * width + x]! <= threshold) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  if (right < 0) return null;
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/**
 * The centre of mass of the ink, each pixel's mass (its value) at the pixel's middle: one pixel
 * alone at (0, 0) has it at (0.5, 0.5). The middle of the plane where there is no ink.
 */
export function centreOfMass({ width, height, values }: Plane): { x: number; y: number } {
  let [mass, momentX, momentY] = [0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = values[y * width + x]!;
      mass += value;
      momentX += value * (x + 0.5);
      momentY += value * (y + 0.5);
    }
  }
  if (mass === 0) return { x: width / 2, y: height / 2 };
  return { x: momentX / mass, y: momentY / mass };
}

/**
 * Mean width of the strokes in pixels, without finding them: a line of width w and length l has the
 * area w·l and the outline 2·l, so w = 2·area / outline. The outline of a grey picture is its total
 * variation Σ|∇v| (the coarea formula), so soft edges do no harm. 0 where there is no ink.
 */
export function strokeWidth({ width, height, values }: Plane): number {
  let [area, outline] = [0, 0];
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : values[y * width + x]!;
  for (let y = -1; y < height; y++) {
    for (let x = -1; x < width; x++) {
      const value = at(x, y);
      area += value;
      const across = at(x + 1, y) - value;
      const down = at(x, y + 1) - value;
      outline += Math.sqrt(across * across + down * down);
    }
  }
  return outline === 0 ? 0 : (2 * area) / outline;
}

/** Each pixel becomes the greatest value within `radius` pixels: every stroke grows by it on both sides. */
export function thicken({ width, height, values }: Plane, radius: number): Plane {
  const reach = Math.floor(radius);
  const grown = values.slice();
  for (let dy = -reach; dy <= reach; dy++) {
    const half = Math.floor(Math.sqrt(radius * radius - dy * dy));
    for (let dx = -half; dx <= half; dx++) {
      for (let y = Math.max(0, -dy); y < Math.min(height, height - dy); y++) {
        const [to, from] = [y * width, (y + dy) * width + dx];
        for (let x = Math.max(0, -dx); x < Math.min(width, width - dx); x++) {
          if (values[from + x]! > grown[to + x]!) grown[to + x] = values[from + x]!;
        }
      }
    }
  }
  return { width, height, values: grown };
}
