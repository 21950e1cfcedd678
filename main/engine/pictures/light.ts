import { median, type Plane } from './plane.ts';

/** The background's level as a surface over the picture; u and v run from -1 to 1 across and down. */
export type Surface = (u: number, v: number) => number;

interface Sample {
  u: number;
  v: number;
  level: number;
  border: boolean;
}

const gridSide = 32;
const rounds = 4;
/** Levels by which a place may differ from the surface and still be background. */
const tolerance = 8;

const plane = (u: number, v: number) => [1, u, v];
const quadric = (u: number, v: number) => [1, u, v, u * u, u * v, v * v];

/** Solves the symmetric system A x = b by Gaussian elimination with pivots; null where it is singular. */
function solve(matrix: number[][], right: number[]): number[] | null {
  const size = right.length;
  const rows = matrix.map((row, index) => [...row, right[index]!]);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    }
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const head = rows[column]!;
    if (Math.abs(head[column]!) < 1e-9) return null;
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const factor = rows[row]![column]! / head[column]!;
      for (let at = column; at <= size; at++) rows[row]![at]! -= factor * head[at]!;
    }
  }
  return rows.map((row, index) => row[size]! / row[index]!);
}

/** The least-squares surface through the samples in the basis given. */
function fit(samples: Sample[], basis: (u: number, v: number) => number[]): Surface | null {
  const size = basis(0, 0).length;
  const matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const right = new Array<number>(size).fill(0);
  for (const { u, v, level } of samples) {
    const terms = basis(u, v);
    terms.forEach((term, row) => {
      right[row]! += term * level;
      terms.forEach((other, column) => (matrix[row]![column]! += term * other));
    });
  }
  const factors = solve(matrix, right);
  if (!factors) return null;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = factors;
  return (x, y) => a + b * x + c * y + d * x * x + e * x * y + f * y * y;
}

/** Means over a grid of at most 32 x 32 blocks: noise averages out, the light stays. */
function samplesOf({ width, height, values }: Plane): Sample[] {
  const columns = Math.min(gridSide, width);
  const rows = Math.min(gridSide, height);
  const sums = new Float64Array(columns * rows);
  const counts = new Float64Array(columns * rows);
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * rows) / height);
    for (let x = 0; x < width; x++) {
      const block = row * columns + Math.floor((x * columns) / width);
      sums[block]! += values[y * width + x]!;
      counts[block]! += 1;
    }
  }
  return Array.from(sums, (sum, block) => {
    const column = block % columns;
    const row = (block - column) / columns;
    return {
      u: (2 * (column + 0.5)) / columns - 1,
      v: (2 * (row + 0.5)) / rows - 1,
      level: sum / counts[block]!,
      border: column === 0 || row === 0 || column === columns - 1 || row === rows - 1,
    };
  });
}

/**
 * The light on the background: a lamp beside a sheet of paper makes it fall off smoothly, which a
 * surface of second degree follows and ink does not. Starts from the border, then takes in the
 * places that agree with the surface so far, and fits again.
 *
 * @param picture values 0 to 255
 */
export function fitBackground(picture: Plane): Surface {
  const samples = samplesOf(picture);
  const border = samples.filter((sample) => sample.border);
  const level = median(Float32Array.from(border, (sample) => sample.level));
  const agree = (surface: Surface, within: number) =>
    samples.filter(({ u, v, level: found }) => Math.abs(found - surface(u, v)) <= within);

  let surface: Surface = () => level;
  // A border that is partly ink must not tilt the surface: only what lies near its median counts.
  let members = border.filter((sample) => Math.abs(sample.level - level) <= 8 * tolerance);
  for (let round = 0; round < rounds; round++) {
    const enough = members.length >= samples.length / 4;
    const next = fit(members, round > 0 && enough ? quadric : plane);
    if (!next) break;
    surface = next;
    members = agree(surface, round === 0 ? 2 * tolerance : tolerance);
  }
  // Too few places agree: there is no even background, so none is taken away.
  return members.length >= samples.length / 8 ? surface : () => level;
}
