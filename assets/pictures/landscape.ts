/**
 * Renders the bundled picture "landscape": `npx tsx assets/pictures/landscape.ts FILE.webp`.
 * A lake before mountains, marched ray by ray over a field of heights: large smooth parts (sky, water)
 * beside fine ones (forest, flowers), so that planes, fewer pixels and fewer levels each have something
 * to show. Ours to give away, and the same bytes every time.
 */
import sharp from 'sharp';
import { createRandom, fractal, noise } from './noise.ts';
import { add, dot, mix, scale, toByte, unit, type Vector } from './vectors.ts';

const size = 512;
const raysPerPixel = 12;
const random = createRandom(20_261_125);
const sun = unit([-0.66, 0.5, -0.4]);
const sunlight: Vector = [1.5, 1.28, 1.0];
const skylight: Vector = [0.3, 0.38, 0.5];
const farthest = 60;

/** x, z, height and width of each mountain. */
const peaks = [
  [-17, 40, 9.5, 9],
  [-6, 47, 8.5, 8],
  [7.5, 38, 11, 8],
  [17, 46, 9, 9],
  [27, 41, 8, 10],
  [-31, 46, 10, 10],
] as const;

/** The ground over x and z; the lake lies at 0. */
function groundHeight(x: number, z: number): number {
  // The near shore rises to the right; the far one into mountains.
  const meadow = 0.75 - 0.19 * z + 0.1 * x + 0.22 * fractal([x * 0.8, 0, z * 0.8], 3);
  const far = Math.max(0, z - 15 - 2 * fractal([x * 0.2, 7, 0], 2));
  const rough = fractal([x * 0.22 + 2.3, 1, z * 0.22], 6) - 0.5;
  const ridges = 1 - 4 * Math.abs(fractal([x * 0.3 + 8.1, 3, z * 0.3], 5) - 0.5);
  let mountain = -1;
  for (const [peakX, peakZ, peak, width] of peaks) {
    const away = Math.hypot(x - peakX, (z - peakZ) * 0.9) / width;
    mountain = Math.max(mountain, peak * (1.15 * Math.exp(-away) - 0.15));
  }
  mountain +=
    Math.min(1, far / 10) * (2.6 * rough + 0.9 * ridges) * Math.min(1, 0.25 + mountain / 6);
  const hill = -0.6 + Math.min(1.6, far * 0.35) * fractal([x * 0.25, 5, z * 0.25], 4) * 1.8;
  return Math.max(z < 9 ? meadow : -1, mountain, hill);
}

/** Heights looked up instead of worked out: a ray asks for hundreds. */
const cells = 1600;
const [left, extent] = [-50, 100];
const heights = new Float32Array((cells + 1) ** 2);
for (let row = 0; row <= cells; row++) {
  for (let column = 0; column <= cells; column++) {
    // Rows are finer near the eye.
    const z = farthest * (row / cells) ** 2;
    heights[row * (cells + 1) + column] = groundHeight(left + (extent * column) / cells, z);
  }
}

function heightAt(x: number, z: number): number {
  const across = Math.min(cells - 1e-3, Math.max(0, ((x - left) / extent) * cells));
  const down = Math.min(cells - 1e-3, Math.sqrt(Math.max(0, z) / farthest) * cells);
  const [i, j] = [Math.floor(across), Math.floor(down)];
  const [u, v] = [across - i, down - j];
  const at = j * (cells + 1) + i;
  const near = heights[at]! * (1 - u) + heights[at + 1]! * u;
  const far = heights[at + cells + 1]! * (1 - u) + heights[at + cells + 2]! * u;
  return near * (1 - v) + far * v;
}

/** How far along a ray the ground is; Infinity: it isn't hit. */
function march(from: Vector, direction: Vector, start: number): number {
  let before = start;
  let at = start;
  while (at < farthest) {
    const [x, y, z] = add(from, scale(direction, at));
    const above = y - heightAt(x, z);
    if (above < 0) {
      // The crossing lies within the last step.
      let [low, high] = [before, at];
      for (let half = 0; half < 10; half++) {
        const middle = (low + high) / 2;
        const [mx, my, mz] = add(from, scale(direction, middle));
        if (my < heightAt(mx, mz)) high = middle;
        else low = middle;
      }
      return high;
    }
    if (y > 13 && direction[1] > 0) return Infinity;
    before = at;
    at += Math.max(0.012, Math.min(0.35, above * 0.4), at * 0.006);
  }
  return Infinity;
}

function sky(direction: Vector): Vector {
  const height = Math.max(0.02, direction[1]);
  const blue = mix([0.62, 0.72, 0.82], [0.08, 0.22, 0.56], Math.min(1, height * 2.1) ** 0.7);
  const glow = Math.max(0, dot(direction, sun)) ** 8;
  // Clouds lie on a plane far up: they shrink towards the horizon.
  const [x, z] = [direction[0] / (height + 0.12), direction[2] / (height + 0.12)];
  const cover = fractal([x * 1.1 + 4.2, 2.5, z * 1.1], 6);
  const cloud = Math.min(1, Math.max(0, (cover - 0.5) * 5)) * Math.min(1, height * 7);
  const shade = 0.75 + 0.5 * fractal([x * 2 + 9, 8, z * 2], 4);
  return mix(
    add(blue, scale([0.5, 0.36, 0.2], glow)),
    scale([1.0, 0.97, 0.94], shade),
    cloud * 0.9,
  );
}

function groundColour([x, y, z]: Vector, steep: number): Vector {
  if (z < 9) {
    const blade = noise([x * 46, y * 9, z * 46]) * 0.6 + noise([x * 9, 4, z * 9]) * 0.4;
    const grass = mix([0.05, 0.12, 0.012], [0.26, 0.36, 0.05], blade);
    if (y < 0.07) return mix([0.3, 0.24, 0.15], grass, Math.max(0, y / 0.07));
    // A flower fills a cell of the meadow, or most often none does.
    const [i, k] = [Math.floor(x * 13), Math.floor(z * 13)];
    const kind = noise([i + 0.31, 11, k + 0.57]);
    const middle = (x * 13 - i - 0.5) ** 2 + (z * 13 - k - 0.5) ** 2;
    if (middle < 0.13 && kind > 0.68) return [0.95, 0.7, 0.03];
    if (middle < 0.12 && kind < 0.3) return [0.72, 0.03, 0.05];
    if (middle < 0.1 && kind > 0.49 && kind < 0.52) return [0.85, 0.85, 0.88];
    return grass;
  }
  const rough = fractal([x * 1.3, y * 1.3, z * 1.3], 4);
  const rock = mix([0.14, 0.13, 0.14], [0.36, 0.32, 0.3], rough);
  const forest = mix([0.012, 0.04, 0.018], [0.07, 0.13, 0.035], noise([x * 6, y * 6, z * 6]));
  const snow = Math.min(1, Math.max(0, (y - 4.2 + rough * 2.2 - steep * 1.6) * 1.6));
  const wood = Math.min(1, Math.max(0, (1.5 + rough - y) * 2.5));
  return mix(mix(rock, forest, wood), [0.9, 0.92, 0.96], snow);
}

function ground(point: Vector): Vector {
  const [x, , z] = point;
  const reach = 0.01 + z * 0.004;
  const normal = unit([
    heightAt(x - reach, z) - heightAt(x + reach, z),
    2 * reach,
    heightAt(x, z - reach) - heightAt(x, z + reach),
  ]);
  const facing = Math.max(0, dot(normal, sun));
  const lit = facing > 0 && march(add(point, [0, 0.02, 0]), sun, 0.05) === Infinity;
  const light = add(scale(skylight, 0.5 + 0.5 * normal[1]), scale(sunlight, lit ? facing : 0));
  const colour = groundColour(point, 1 - normal[1]);
  return [colour[0] * light[0], colour[1] * light[1], colour[2] * light[2]];
}

/** Air between: far things take the colour of the horizon. */
const haze = (colour: Vector, distance: number) =>
  mix(colour, [0.55, 0.66, 0.8], 0.6 * (1 - Math.exp(-distance / 70)));

function water(point: Vector, direction: Vector, distance: number): Vector {
  const fine = 1 / (1 + distance * 0.06);
  const wave = (dx: number, dz: number) =>
    fractal([point[0] * 1.6 + dx, 3, point[2] * 4.5 + dz], 3);
  const ripple = 0.16 * fine;
  const normal = unit([
    (wave(0, 0) - wave(0.2, 0)) * ripple,
    1,
    (wave(0, 0) - wave(0, 0.2)) * ripple,
  ]);
  const mirrored = add(direction, scale(normal, -2 * dot(direction, normal)));
  const up: Vector = [mirrored[0], Math.max(0.01, mirrored[1]), mirrored[2]];
  const far = march(point, up, 0.05);
  const seen =
    far === Infinity ? sky(up) : haze(ground(add(point, scale(up, far))), far + distance);
  const mirror = 0.06 + 0.94 * (1 - Math.max(0, -dot(direction, normal))) ** 4;
  return mix([0.012, 0.055, 0.07], seen, mirror);
}

function trace(from: Vector, direction: Vector): Vector {
  const far = march(from, direction, 0.1);
  const surface = direction[1] < 0 ? -from[1] / direction[1] : Infinity;
  if (surface < far) return water(add(from, scale(direction, surface)), direction, surface);
  if (far === Infinity) return sky(direction);
  return haze(ground(add(from, scale(direction, far))), far);
}

const eye: Vector = [0, 1.75, 0];
const bytes = Buffer.alloc(size * size * 3);
for (let row = 0; row < size; row++) {
  for (let column = 0; column < size; column++) {
    let sum: Vector = [0, 0, 0];
    for (let ray = 0; ray < raysPerPixel; ray++) {
      const x = (column + random()) / size - 0.5;
      const y = 0.53 - (row + random()) / size;
      sum = add(sum, trace(eye, unit([x, y - 0.03, 0.9])));
    }
    sum.forEach((channel, k) => {
      bytes[(row * size + column) * 3 + k] = toByte(channel / raysPerPixel);
    });
  }
}
const file = process.argv[2] ?? 'landscape.webp';
await sharp(bytes, { raw: { width: size, height: size, channels: 3 } })
  .webp({ quality: 92 })
  .toFile(file);
