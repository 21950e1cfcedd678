import type { Vector } from './vectors.ts';

/** Mulberry32, 0 to 1: the same numbers on every computer. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function lattice(x: number, y: number, z: number): number {
  let h = Math.imul(x, 374_761_393) ^ Math.imul(y, 668_265_263) ^ Math.imul(z, 2_147_483_647);
  h = Math.imul(h ^ (h >>> 13), 1_274_126_177);
  return ((h ^ (h >>> 16)) >>> 0) / 4_294_967_296;
}

/** Value noise, 0 to 1. */
export function noise([x, y, z]: Vector): number {
  const [i, j, k] = [Math.floor(x), Math.floor(y), Math.floor(z)];
  const smooth = (t: number) => t * t * (3 - 2 * t);
  const [u, v, w] = [smooth(x - i), smooth(y - j), smooth(z - k)];
  let sum = 0;
  for (let corner = 0; corner < 8; corner++) {
    const [a, b, c] = [corner & 1, (corner >> 1) & 1, corner >> 2];
    const share = (a ? u : 1 - u) * (b ? v : 1 - v) * (c ? w : 1 - w);
    sum += share * lattice(i + a, j + b, k + c);
  }
  return sum;
}

/** Noise over noise, each octave twice as fine and half as strong; 0 to 1. */
export function fractal(point: Vector, octaves: number): number {
  let [sum, strength, total] = [0, 1, 0];
  let [x, y, z] = point;
  for (let octave = 0; octave < octaves; octave++) {
    sum += strength * noise([x, y, z]);
    total += strength;
    strength /= 2;
    [x, y, z] = [x * 2.03 + 17.1, y * 2.03 + 3.7, z * 2.03 + 29.3];
  }
  return sum / total;
}
