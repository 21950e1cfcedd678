import type { JsonPath } from './json-walk.ts';

/** What of valibot's schemas tells which entries a value may have. */
interface Shape {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Shape>>;
  readonly wrapped?: Shape;
  readonly item?: Shape;
  readonly options?: readonly unknown[];
  /** A variant's entry that tells its options apart. */
  readonly key?: string;
  readonly literal?: unknown;
}

/** The names that may stand in what a path leads to, within a value that a schema describes. */
export function namesAt(schema: object, path: JsonPath, value: unknown): string[] {
  let shape = shapeFor(schema as Shape, value);
  let here = value;
  for (const key of path) {
    here = (here as Record<string | number, unknown> | undefined)?.[key];
    const inner = shape?.item ?? shape?.entries?.[key];
    shape = inner && shapeFor(inner, here);
  }
  return Object.keys(shape?.entries ?? {});
}

/** Of a schema with several forms the one that a value has. */
function shapeFor(shape: Shape, value: unknown): Shape | undefined {
  if (shape.wrapped) return shapeFor(shape.wrapped, value);
  if (shape.type !== 'variant' && shape.type !== 'union') return shape;
  const options = (shape.options ?? []) as readonly Shape[];
  const { key } = shape;
  if (key === undefined) return options.find(({ entries }) => entries);
  const kind = (value as Record<string, unknown> | undefined)?.[key];
  return options.find(({ entries }) => entries?.[key]?.literal === kind);
}
