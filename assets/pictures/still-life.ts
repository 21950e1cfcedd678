/**
 * Renders the bundled picture "still life": `npx tsx assets/pictures/still-life.ts FILE.webp`.
 * A small path tracer, so that the picture has what a photograph has (soft shadows, gloss, colour
 * bleeding, fine texture), is ours to give away, and comes out the same bytes every time.
 */
import sharp from 'sharp';
import { createRandom, noise } from './noise.ts';
import { add, dot, mix, scale, subtract, times, toByte, unit, type Vector } from './vectors.ts';

interface Ellipsoid {
  centre: Vector;
  radii: Vector;
  colour(point: Vector): Vector;
  /** Strength and fineness of the skin's bumps. */
  bump: number;
  grain: number;
  gloss: number;
}

const size = 512;
const raysPerPixel = 120;
const bounces = 3;

const random = createRandom(20_261_124);

const plain =
  (colour: Vector): Ellipsoid['colour'] =>
  () =>
    colour;

const appleSkin: Ellipsoid['colour'] = (point) => {
  const angle = Math.atan2(point[2], point[0] + 2.05);
  const streak = noise([angle * 9, point[1] * 1.2, 4]) * 0.55 + noise(scale(point, 1.7)) * 0.5;
  return mix([0.55, 0.015, 0.02], [0.86, 0.42, 0.06], Math.max(0, streak - 0.42) * 1.5);
};

const ball = (x: number, y: number, z: number, radius: number, rest: Partial<Ellipsoid>) => ({
  centre: [x, y, z] as Vector,
  radii: [radius, radius, radius] as Vector,
  colour: plain([0.8, 0.8, 0.8]),
  bump: 0,
  grain: 1,
  gloss: 0.04,
  ...rest,
});

const grape: Partial<Ellipsoid> = {
  colour: (point) => mix([0.1, 0.02, 0.16], [0.32, 0.1, 0.42], noise(scale(point, 4))),
  gloss: 0.06,
};

const things: Ellipsoid[] = [
  ball(0, 1.08, 0.5, 1.08, {
    colour: plain([0.93, 0.36, 0.02]),
    bump: 0.16,
    grain: 22,
    gloss: 0.05,
  }),
  ball(-2.05, 0.95, 0, 1, { radii: [1.02, 0.95, 1.02], colour: appleSkin, gloss: 0.08 }),
  ball(-2.0, 1.98, 0, 0.05, { radii: [0.04, 0.22, 0.04], colour: plain([0.16, 0.08, 0.03]) }),
  ball(-1.68, 2.02, -0.08, 0.2, { radii: [0.36, 0.05, 0.17], colour: plain([0.1, 0.36, 0.05]) }),
  ball(1.72, 0.64, -0.35, 0.64, {
    radii: [0.92, 0.64, 0.64],
    colour: plain([0.95, 0.74, 0.03]),
    bump: 0.12,
    grain: 14,
    gloss: 0.05,
  }),
  ball(2.62, 0.66, -0.42, 0.16, { radii: [0.2, 0.13, 0.13], colour: plain([0.93, 0.7, 0.05]) }),
  ball(2.25, 0.72, 1.35, 0.72, {
    colour: (point) => mix([0.16, 0.4, 0.03], [0.36, 0.58, 0.07], noise(scale(point, 3))),
    bump: 0.05,
    grain: 16,
    gloss: 0.07,
  }),
  ...[
    [-0.62, 0.31, -1.55],
    [-0.02, 0.31, -1.72],
    [0.55, 0.31, -1.5],
    [-0.34, 0.31, -1.05],
    [0.27, 0.31, -1.1],
    [-0.32, 0.78, -1.4],
    [0.25, 0.78, -1.42],
    [-0.03, 1.13, -1.3],
  ].map(([x, y, z]) => ball(x!, y!, z!, 0.32, grape)),
];

interface Hit {
  distance: number;
  point: Vector;
  normal: Vector;
  colour: Vector;
  gloss: number;
}

function bumped(normal: Vector, point: Vector, { bump, grain }: Ellipsoid): Vector {
  if (bump === 0) return normal;
  const at = scale(point, grain);
  const here = noise(at);
  const slope: Vector = [
    noise(add(at, [0.3, 0, 0])) - here,
    noise(add(at, [0, 0.3, 0])) - here,
    noise(add(at, [0, 0, 0.3])) - here,
  ];
  return unit(subtract(normal, scale(slope, bump / 0.3)));
}

function hitEllipsoid(thing: Ellipsoid, from: Vector, direction: Vector): number {
  const [rx, ry, rz] = thing.radii;
  const [ox, oy, oz] = subtract(from, thing.centre);
  const o: Vector = [ox / rx, oy / ry, oz / rz];
  const d: Vector = [direction[0] / rx, direction[1] / ry, direction[2] / rz];
  const [a, b, c] = [dot(d, d), dot(o, d), dot(o, o) - 1];
  const root = b * b - a * c;
  if (root < 0) return Infinity;
  const near = (-b - Math.sqrt(root)) / a;
  if (near > 1e-3) return near;
  const far = (-b + Math.sqrt(root)) / a;
  return far > 1e-3 ? far : Infinity;
}

/** Blue and white gingham: fine detail that fewer pixels lose first. */
function cloth([x, , z]: Vector): Vector {
  const stripe = (at: number) => (((at / 0.62) % 2) + 2) % 2 < 1;
  const both = Number(stripe(x * 0.94 + z * 0.34)) + Number(stripe(z * 0.94 - x * 0.34));
  const weave = 0.93 + 0.07 * noise([x * 60, 0, z * 60]);
  return scale(mix([0.86, 0.87, 0.84], [0.05, 0.16, 0.45], both / 2), weave);
}

function hitScene(from: Vector, direction: Vector): Hit | null {
  let nearest = Infinity;
  let found: Ellipsoid | null = null;
  for (const thing of things) {
    const distance = hitEllipsoid(thing, from, direction);
    if (distance < nearest) [nearest, found] = [distance, thing];
  }
  const table = direction[1] < 0 ? -from[1] / direction[1] : Infinity;
  const wall = direction[2] > 0 ? (4.6 - from[2]) / direction[2] : Infinity;
  const distance = Math.min(
    nearest,
    table > 1e-3 ? table : Infinity,
    wall > 1e-3 ? wall : Infinity,
  );
  if (distance === Infinity) return null;
  const point = add(from, scale(direction, distance));
  if (distance === nearest && found) {
    const [x, y, z] = subtract(point, found.centre);
    const [rx, ry, rz] = found.radii;
    const normal = bumped(unit([x / rx ** 2, y / ry ** 2, z / rz ** 2]), point, found);
    return { distance, point, normal, colour: found.colour(point), gloss: found.gloss };
  }
  if (distance === table) {
    return { distance, point, normal: [0, 1, 0], colour: cloth(point), gloss: 0 };
  }
  const shade = mix([0.14, 0.3, 0.29], [0.26, 0.42, 0.39], noise(scale(point, 0.5)));
  return { distance, point, normal: [0, 0, -1], colour: shade, gloss: 0 };
}

const lightCentre: Vector = [-5, 7, -5];
const lightRadius = 1.5;

function direct(hit: Hit): Vector {
  const jitter = unit([random() - 0.5, random() - 0.5, random() - 0.5]);
  const to = subtract(add(lightCentre, scale(jitter, lightRadius)), hit.point);
  const distance = Math.sqrt(dot(to, to));
  const direction = scale(to, 1 / distance);
  const cosine = dot(hit.normal, direction);
  if (cosine <= 0) return [0, 0, 0];
  const shadow = hitScene(add(hit.point, scale(hit.normal, 2e-3)), direction);
  if (shadow && shadow.distance < distance) return [0, 0, 0];
  return scale([1.0, 0.94, 0.84], cosine * 1.05);
}

function trace(from: Vector, direction: Vector, depth: number, mirrored = false): Vector {
  const hit = hitScene(from, direction);
  if (!hit) {
    // The room beyond: a bright window on the left that the skins reflect, and even light elsewhere.
    const window =
      mirrored &&
      direction[0] < -0.25 &&
      direction[0] > -0.72 &&
      Math.abs(direction[1] - 0.5) < 0.24;
    return window ? [5, 5.2, 5.6] : [0.34, 0.36, 0.4];
  }
  const start = add(hit.point, scale(hit.normal, 2e-3));
  const facing = Math.max(0, -dot(direction, hit.normal));
  const mirror = hit.gloss > 0 ? hit.gloss + (1 - hit.gloss) * 0.6 * (1 - facing) ** 5 : 0;
  if (mirror > 0 && random() < mirror * 1.5) {
    if (depth === 0) return [0, 0, 0];
    const reflected = subtract(direction, scale(hit.normal, 2 * dot(direction, hit.normal)));
    return scale(trace(start, reflected, depth - 1, true), 1 / 1.5);
  }
  let light = direct(hit);
  if (depth > 0) {
    // Cosine-weighted: a point on the unit sphere around the normal's tip.
    const angle = random() * 2 * Math.PI;
    const height = random() * 2 - 1;
    const ring = Math.sqrt(1 - height * height);
    const tip: Vector = [ring * Math.cos(angle), height, ring * Math.sin(angle)];
    light = add(light, trace(start, unit(add(hit.normal, tip)), depth - 1));
  }
  return times(hit.colour, light);
}

const eye: Vector = [0.1, 3.5, -8.2];
const forward = unit(subtract([0.15, 0.78, 0], eye));
const right = unit([forward[2], 0, -forward[0]]);
const up: Vector = [
  forward[1] * right[2] - forward[2] * right[1],
  forward[2] * right[0] - forward[0] * right[2],
  forward[0] * right[1] - forward[1] * right[0],
];

const bytes = Buffer.alloc(size * size * 3);
for (let row = 0; row < size; row++) {
  for (let column = 0; column < size; column++) {
    let sum: Vector = [0, 0, 0];
    for (let ray = 0; ray < raysPerPixel; ray++) {
      const x = ((column + random()) / size - 0.5) * 0.7;
      const y = (0.5 - (row + random()) / size) * 0.7;
      const direction = unit(add(forward, add(scale(right, x), scale(up, y))));
      sum = add(
        sum,
        trace(eye, direction, bounces).map((c) => Math.min(c, 8)) as unknown as Vector,
      );
    }
    sum.forEach((channel, k) => {
      bytes[(row * size + column) * 3 + k] = toByte(channel / raysPerPixel);
    });
  }
}
const file = process.argv[2] ?? 'still-life.webp';
await sharp(bytes, { raw: { width: size, height: size, channels: 3 } })
  .webp({ quality: 92 })
  .toFile(file);
