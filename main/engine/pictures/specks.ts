import type { Plane } from './plane.ts';

/** Ink touching at a side or a corner belongs together. */
const neighbours = [-1, 0, 1].flatMap((dy) =>
  [-1, 0, 1].filter((dx) => dx !== 0 || dy !== 0).map((dx) => ({ dx, dy })),
);

/** Numbers the connected parts of the pixels above `threshold`, from 1; 0 elsewhere. `areas[n]` in pixels. */
export function connectedParts({ width, height, values }: Plane, threshold: number) {
  const parts = new Int32Array(values.length);
  const areas = [0];
  const stack: number[] = [];
  for (let start = 0; start < values.length; start++) {
    if (parts[start] !== 0 || values[start]! <= threshold) continue;
    const part = areas.length;
    let area = 0;
    parts[start] = part;
    stack.push(start);
    while (stack.length > 0) {
      const pixel = stack.pop()!;
      area++;
      const x = pixel % width;
      const y = (pixel - x) / width;
      for (const { dx, dy } of neighbours) {
        const [nx, ny] = [x + dx, y + dy];
        if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
        const next = ny * width + nx;
        if (parts[next] !== 0 || values[next]! <= threshold) continue;
        parts[next] = part;
        stack.push(next);
      }
    }
    areas.push(area);
  }
  return { parts, areas };
}

/**
 * Takes away the parts smaller than `share` of the largest one, with the soft edge around them:
 * dust and pencil dots would otherwise stretch the box around the ink.
 */
export function withoutSpecks(plane: Plane, threshold: number, share: number): Plane {
  const { width, height } = plane;
  const { parts, areas } = connectedParts(plane, threshold);
  const least = Math.max(...areas) * share;
  const values = plane.values.slice();
  for (let pixel = 0; pixel < parts.length; pixel++) {
    const part = parts[pixel]!;
    if (part === 0 || areas[part]! >= least) continue;
    const x = pixel % width;
    const y = (pixel - x) / width;
    for (let ny = Math.max(0, y - 2); ny <= Math.min(height - 1, y + 2); ny++) {
      for (let nx = Math.max(0, x - 2); nx <= Math.min(width - 1, x + 2); nx++) {
        const near = ny * width + nx;
        // What another part claims stays, be it ever so close.
        if (parts[near] === 0 || parts[near] === part) values[near] = 0;
      }
    }
  }
  return { width, height, values };
}
